package io.daybook.report.layout;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The way from a comparison to a value. Both are taken as shown, so that a reader who subtracts
 * what is printed gets what is printed.
 *
 * @param absolute value less comparison, exact
 * @param share of the comparison's size, rounded half up to 0.1 %; none when the comparison is 0
 */
public record Change(BigDecimal absolute, Optional<BigDecimal> share) {
  private static final int SHARE_SCALE = 3;

  static Change between(BigDecimal comparison, BigDecimal value) {
    BigDecimal absolute = value.subtract(comparison);
    Optional<BigDecimal> share =
        comparison.signum() == 0
            ? Optional.empty()
            : Optional.of(absolute.divide(comparison.abs(), SHARE_SCALE, RoundingMode.HALF_UP));
    return new Change(absolute, share);
  }

  /** 1 when it grew, 0 when it stayed, -1 when it fell. */
  public int direction() {
    return absolute.signum();
  }
}
