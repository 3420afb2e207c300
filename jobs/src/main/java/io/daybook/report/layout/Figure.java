package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One number that a report answers with. Value, comparison and target are rounded half up to what
 * is shown when the figure is made; all formats and the change start from there.
 *
 * @param label what it is, as the metric's title says
 * @param decimals shown
 * @param comparison the same figure of the comparison period; none when nothing is compared
 */
public record Figure(
    String label,
    Unit unit,
    int decimals,
    Measure value,
    Optional<Measure> comparison,
    Optional<Ratio> ratio,
    Optional<Target> target,
    Better better) {
  public Figure {
    label = OneLine.label("label", label);
    requireNonNull(unit, "unit is null");
    if (decimals < 0 || decimals > 6) {
      throw new IllegalArgumentException("Invalid decimals of " + label + ": " + decimals);
    }
    int shown = decimals;
    value = value.rounded(unit, shown);
    comparison = comparison.map(before -> before.rounded(unit, shown));
    requireNonNull(ratio, "ratio is null");
    target = target.map(goal -> goal.rounded(unit, shown));
    requireNonNull(better, "better is null");
  }

  /** A figure alone, with the unit's usual decimals. */
  public static Figure of(String label, Unit unit, Measure value) {
    return new Figure(
        label,
        unit,
        unit.decimals(),
        value,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Better.NEITHER);
  }

  /** The same figure beside that of the comparison period. */
  public Figure withComparison(Measure before) {
    return new Figure(label, unit, decimals, value, Optional.of(before), ratio, target, better);
  }

  /** The same figure with what it was made of. */
  public Figure withRatio(Ratio parts) {
    return new Figure(label, unit, decimals, value, comparison, Optional.of(parts), target, better);
  }

  /** The same figure with its goal. */
  public Figure withTarget(Target goal) {
    return new Figure(label, unit, decimals, value, comparison, ratio, Optional.of(goal), better);
  }

  /** The same figure, knowing which way is good news. */
  public Figure withBetter(Better direction) {
    return new Figure(label, unit, decimals, value, comparison, ratio, target, direction);
  }

  /** The change against the comparison; none when either is missing. */
  public Optional<Change> change() {
    Optional<BigDecimal> before = comparison.flatMap(Measure::number);
    return value.number().flatMap(now -> before.map(then -> Change.between(then, now)));
  }
}
