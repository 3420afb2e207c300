package io.daybook.extract;

import static java.util.Objects.requireNonNull;

import io.daybook.config.QuarantineLimit;
import java.io.Serializable;
import java.time.Duration;

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
 * @param quarantine cells and rows that may be lost
 */
public record ExtractionLimits(
    long sliceBytes,
    Duration lockPatience,
    Duration holdLimit,
    int sliceAttempts,
    int attempts,
    Duration backOff,
    QuarantineLimit quarantine)
    implements Serializable {
  public ExtractionLimits {
    requireNonNull(lockPatience, "lockPatience is null");
    requireNonNull(holdLimit, "holdLimit is null");
    requireNonNull(backOff, "backOff is null");
    requireNonNull(quarantine, "quarantine is null");
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
        QuarantineLimit.DEFAULT);
  }

  /**
   * Values that a slice names of a column: all that may be borne, and enough to say why not more.
   */
  long named() {
    return Math.max(
        QuarantineLimit.DEFAULT.rows(), Math.max(quarantine.rows(), quarantine.totals()));
  }

  /** These limits with another one of what may be lost. */
  public ExtractionLimits withQuarantine(QuarantineLimit limit) {
    return new ExtractionLimits(
        sliceBytes, lockPatience, holdLimit, sliceAttempts, attempts, backOff, limit);
  }
}
