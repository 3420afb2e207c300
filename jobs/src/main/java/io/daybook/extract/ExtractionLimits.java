package io.daybook.extract;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/**
 * How an extraction is cut into slices, and what it bears. How much of the source it may use is the
 * source's settings' matter.
 *
 * @param sliceBytes bytes of a table, TOAST included, that one slice reads, about
 * @param lockPatience how long locking is attempted in all
 * @param holdLimit how long the snapshot may be held in all
 * @param sliceAttempts attempts of one slice under one snapshot
 * @param attempts attempts of the whole extraction, each under a new snapshot
 * @param backOff pause before the second attempt of either; doubles with each further one
 * @param poisonShare share of a table's rows that may be quarantined, 0.001 is one in a thousand
 * @param poisonRows most rows of a table that may be quarantined
 * @param poisonSpare rows of a table that may be quarantined whatever their share, because one row
 *     of a small table is a large share of it
 */
public record ExtractionLimits(
    long sliceBytes,
    Duration lockPatience,
    Duration holdLimit,
    int sliceAttempts,
    int attempts,
    Duration backOff,
    double poisonShare,
    long poisonRows,
    long poisonSpare)
    implements Serializable {
  public ExtractionLimits {
    requireNonNull(lockPatience, "lockPatience is null");
    requireNonNull(holdLimit, "holdLimit is null");
    requireNonNull(backOff, "backOff is null");
    if (sliceBytes < 1 || sliceAttempts < 1 || attempts < 1) {
      throw new IllegalArgumentException(
          "Invalid limits: sliceBytes, sliceAttempts and attempts are 1 or more");
    }
  }

  /** The limits of a source that says nothing else. */
  public static ExtractionLimits defaults() {
    return new ExtractionLimits(
        64L << 20,
        Duration.ofSeconds(30),
        Duration.ofMinutes(60),
        3,
        3,
        Duration.ofSeconds(1),
        0.001,
        1_000,
        10);
  }

  /** Whether a table may lose so many of its rows. */
  boolean bears(long quarantined, long rows) {
    return quarantined <= poisonRows
        && (quarantined <= poisonSpare || quarantined <= rows * poisonShare);
  }

  String poisonText() {
    return String.format(
        Locale.ROOT,
        "of a table %d rows, and beyond %d rows %s %% of them",
        poisonRows,
        poisonSpare,
        BigDecimal.valueOf(poisonShare).movePointRight(2).stripTrailingZeros().toPlainString());
  }
}
