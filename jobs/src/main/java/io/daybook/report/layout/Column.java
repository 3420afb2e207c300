package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A column of a table. Its unit stands in the heading once.
 *
 * @param unit of a number; none otherwise
 * @param decimals of a number
 */
public record Column(String title, Kind kind, Optional<Unit> unit, int decimals) {
  public Column {
    title = OneLine.label("title", title);
    requireNonNull(kind, "kind is null");
    if ((kind == Kind.NUMBER) != unit.isPresent()) {
      throw new IllegalArgumentException("Invalid column " + title + ": unit and kind differ");
    }
    if (decimals < 0 || decimals > 6) {
      throw new IllegalArgumentException("Invalid decimals of " + title + ": " + decimals);
    }
  }

  /** What its cells hold. */
  public enum Kind {
    /** {@link Cell.Text}; identifiers too, whatever they look like. */
    TEXT,
    /** {@link Cell.Day}. */
    DAY,
    /** {@link Cell.Moment}. */
    MOMENT,
    /** {@link Measure}. */
    NUMBER
  }

  /** Text. */
  public static Column text(String title) {
    return new Column(title, Kind.TEXT, Optional.empty(), 0);
  }

  /** Local dates. */
  public static Column day(String title) {
    return new Column(title, Kind.DAY, Optional.empty(), 0);
  }

  /** Instants, shown in the tenant's zone. */
  public static Column moment(String title) {
    return new Column(title, Kind.MOMENT, Optional.empty(), 0);
  }

  /** Numbers with the unit's usual decimals. */
  public static Column number(String title, Unit unit) {
    return number(title, unit, unit.decimals());
  }

  /** Numbers. */
  public static Column number(String title, Unit unit, int decimals) {
    return new Column(title, Kind.NUMBER, Optional.of(unit), decimals);
  }

  /** Whether its cells stand to the right. */
  public boolean isRightAligned() {
    return kind == Kind.NUMBER;
  }

  /** Whether a cell may stand in it. */
  boolean holds(Cell cell) {
    return cell instanceof Cell.Blank
        || cell instanceof Measure.Unavailable
        || switch (kind) {
          case TEXT -> cell instanceof Cell.Text;
          case DAY -> cell instanceof Cell.Day;
          case MOMENT -> cell instanceof Cell.Moment;
          case NUMBER -> cell instanceof Measure.Known;
        };
  }
}
