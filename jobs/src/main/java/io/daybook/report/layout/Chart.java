package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Numbers over time.
 *
 * @param previous the comparison period, drawn lighter, step by step under the current one
 */
public record Chart(
    Kind kind,
    String title,
    Unit unit,
    int decimals,
    Series.Step step,
    Series current,
    Optional<Series> previous) {
  public Chart {
    requireNonNull(kind, "kind is null");
    title = OneLine.label("title", title);
    requireNonNull(unit, "unit is null");
    requireNonNull(step, "step is null");
    current.slots(step);
    previous.ifPresent(series -> series.slots(step));
  }

  /** How it is drawn. */
  public enum Kind {
    /** Levels and long series. */
    LINE,
    /** Sums of a step. */
    BAR
  }

  /** A chart of one period, with the unit's usual decimals. */
  public static Chart of(Kind kind, String title, Unit unit, Series.Step step, Series current) {
    return new Chart(kind, title, unit, unit.decimals(), step, current, Optional.empty());
  }

  /** The same chart with the comparison period. */
  public Chart withPrevious(Series before) {
    return new Chart(kind, title, unit, decimals, step, current, Optional.of(before));
  }

  /** Every step of the period. */
  public List<Series.Slot> slots() {
    return current.slots(step);
  }

  /** Every step of the comparison period; empty when there is none. */
  public List<Series.Slot> previousSlots() {
    return previous.map(series -> series.slots(step)).orElse(List.of());
  }
}
