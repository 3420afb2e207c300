package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Local dates, half-open.
 *
 * @param from the first day
 * @param until the day after the last
 */
public record DateSpan(LocalDate from, LocalDate until) {
  public DateSpan {
    requireNonNull(from, "from is null");
    requireNonNull(until, "until is null");
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("Invalid span: " + from + " to " + until + " has no day");
    }
  }

  /** The last day. */
  public LocalDate last() {
    return until.minusDays(1);
  }

  /** How many days. */
  public long days() {
    return ChronoUnit.DAYS.between(from, until);
  }
}
