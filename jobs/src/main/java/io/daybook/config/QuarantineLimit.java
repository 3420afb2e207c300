package io.daybook.config;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How much a night may lack because a value cannot be carried. Beyond it nothing is published. What
 * nothing reads is without limit, and no limit bears that a tenant or a parent of other rows is
 * left out.
 *
 * @param rows rows of a table that may lack the value of one column
 * @param percent most of its rows, in a hundred; {@link #SPARE} rows are borne up to {@link
 *     #SPARE_PERCENT} of them, unless it is 0
 * @param totals rows of a table that may lack what totals are made of: a number of one column, or
 *     all of the row
 */
public record QuarantineLimit(long rows, BigDecimal percent, long totals) implements Serializable {
  /** A thousand rows, and one of a thousand; nothing of a total. */
  public static final QuarantineLimit DEFAULT =
      new QuarantineLimit(1_000, new BigDecimal("0.1"), 0);

  /** A few rows of a small table are a larger share of it. */
  public static final long SPARE = 10;

  /** The share that is not exceeded however few the rows are. */
  public static final BigDecimal SPARE_PERCENT = BigDecimal.ONE;

  public QuarantineLimit {
    requireNonNull(percent, "percent is null");
    if (rows < 0
        || totals < 0
        || percent.signum() < 0
        || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw new IllegalArgumentException(
          "Invalid quarantine: " + rows + " rows, " + percent + " %, totals " + totals);
    }
  }

  /** Whether a table may lack so many values of a column of all its rows. */
  public boolean bears(long lost, long all) {
    boolean few = percent.signum() > 0 && lost <= SPARE && isAtMost(lost, SPARE_PERCENT, all);
    return lost <= rows && (few || isAtMost(lost, percent, all));
  }

  private static boolean isAtMost(long lost, BigDecimal percent, long all) {
    return BigDecimal.valueOf(lost)
            .movePointRight(2)
            .compareTo(BigDecimal.valueOf(all).multiply(percent))
        <= 0;
  }

  /** Whether a table may lack so many rows, or numbers of a column. */
  public boolean bearsTotals(long lost) {
    return lost <= totals;
  }

  /** For people: {@code of a column 1000 values, and 0.1 % of ...}. */
  @Override
  public String toString() {
    return "of a column "
        + rows
        + " values, and "
        + percent.stripTrailingZeros().toPlainString()
        + " % of the rows"
        + (percent.signum() > 0
            ? " (" + SPARE_PERCENT.toPlainString() + " % up to " + SPARE + " values)"
            : "")
        + "; of what totals are made of "
        + totals;
  }
}
