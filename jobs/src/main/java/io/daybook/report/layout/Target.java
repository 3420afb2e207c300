package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A goal for a span of days, and where a linear way to it stands.
 *
 * @param goal for the whole span
 * @param actual reached from the first day of the span until {@code reached}
 * @param span the days of the goal; its period need not be the report's
 * @param reached the day after the last one counted, in the span
 * @param linear whether the goal is reached step by step (a sum); a rate or level is due every day
 */
public record Target(
    BigDecimal goal, BigDecimal actual, DateSpan span, LocalDate reached, boolean linear) {
  public Target {
    requireNonNull(goal, "goal is null");
    requireNonNull(actual, "actual is null");
    requireNonNull(span, "span is null");
    requireNonNull(reached, "reached is null");
    if (reached.isBefore(span.from()) || reached.isAfter(span.until())) {
      throw new IllegalArgumentException(
          "Invalid target: " + reached + " is outside of " + span.from() + " to " + span.until());
    }
  }

  /** What should have been reached by now; rounded half up to the goal's scale. */
  public BigDecimal pace() {
    if (!linear) {
      return goal;
    }
    BigDecimal elapsed = BigDecimal.valueOf(ChronoUnit.DAYS.between(span.from(), reached));
    return goal.multiply(elapsed)
        .divide(BigDecimal.valueOf(span.days()), goal.scale(), RoundingMode.HALF_UP);
  }

  /** Actual less pace: what one is ahead. */
  public BigDecimal ahead() {
    return actual.subtract(pace());
  }

  Target rounded(Unit unit, int decimals) {
    return new Target(
        unit.round(goal, decimals), unit.round(actual, decimals), span, reached, linear);
  }
}
