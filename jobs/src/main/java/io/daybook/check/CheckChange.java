package io.daybook.check;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * A check that found something, beside what it found a day before.
 *
 * @param before empty where nobody looked: there was no release then, or it was not put to the
 *     check
 */
public record CheckChange(String check, long findings, OptionalLong before) {
  public CheckChange {
    requireNonNull(check, "check is null");
    requireNonNull(before, "before is null");
  }

  /** How many more it found than before; all of them where nobody looked. */
  public long rise() {
    return findings - before.orElse(0);
  }

  /** Whether it found more than before. */
  public boolean isWorse() {
    return rise() > 0;
  }

  /** {@code facts.jobs.vocabulary.status 1,658 (0 before)}, or without what nobody knows. */
  public String text() {
    String now = "%s %,d".formatted(check, findings);
    return before.isPresent() ? now + " (%,d before)".formatted(before.getAsLong()) : now;
  }
}
