package io.daybook.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A complete period of a tenant's calendar, half-open.
 *
 * @param from its first day
 * @param until the first day after it
 * @param zone whose days they are
 */
public record ClosedPeriod(PeriodKind kind, LocalDate from, LocalDate until, ZoneId zone) {
  public ClosedPeriod {
    requireNonNull(kind, "kind is null");
    requireNonNull(from, "from is null");
    requireNonNull(until, "until is null");
    requireNonNull(zone, "zone is null");
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("Invalid period: " + from + " until " + until);
    }
  }

  /** Its first instant. */
  public Instant start() {
    return from.atStartOfDay(zone).toInstant();
  }

  /** The first instant after it: a snapshot from then on covers it. */
  public Instant end() {
    return until.atStartOfDay(zone).toInstant();
  }
}
