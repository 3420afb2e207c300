package io.daybook.config;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How many rows of a table a night may leave out because a value of them cannot be carried. Beyond
 * it nothing is published.
 *
 * @param rows most rows of a table
 * @param percent most of its rows, in a hundred; {@link #SPARE} rows are borne whatever their
 *     share, unless it is 0
 */
public record QuarantineLimit(long rows, BigDecimal percent) implements Serializable {
  /** A thousand rows, and one of a thousand. */
  public static final QuarantineLimit DEFAULT = new QuarantineLimit(1_000, new BigDecimal("0.1"));

  /** One row of a small table is a large share of it. */
  public static final long SPARE = 10;

  public QuarantineLimit {
    requireNonNull(percent, "percent is null");
    if (rows < 0 || percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw new IllegalArgumentException(
          "Invalid quarantine: " + rows + " rows, " + percent + " %");
    }
  }

  /** Whether a table may lose so many of all its rows. */
  public boolean bears(long quarantined, long all) {
    BigDecimal borne = BigDecimal.valueOf(all).multiply(percent);
    boolean few = percent.signum() > 0 && quarantined <= SPARE;
    return quarantined <= rows
        && (few || BigDecimal.valueOf(quarantined).movePointRight(2).compareTo(borne) <= 0);
  }

  /** For people: {@code 1000 rows of a table, and 0.1 % of its rows ...}. */
  @Override
  public String toString() {
    String share = percent.stripTrailingZeros().toPlainString() + " % of its rows";
    return rows
        + " rows of a table, and "
        + share
        + (percent.signum() > 0 ? " where more than " + SPARE + " are left out" : "");
  }
}
