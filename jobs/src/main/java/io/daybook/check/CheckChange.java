package io.daybook.check;

import static java.util.Objects.requireNonNull;

/**
 * A check that found something, beside what it found a day before.
 *
 * @param before 0 also where that release was not put to it
 */
public record CheckChange(String check, long findings, long before) {
  public CheckChange {
    requireNonNull(check, "check is null");
  }

  /** Whether it found more than before. */
  public boolean isWorse() {
    return findings > before;
  }

  /** {@code facts.jobs.vocabulary.status 1,658 (0 before)}. */
  public String text() {
    return "%s %,d (%,d before)".formatted(check, findings, before);
  }
}
