package io.daybook.audience;

import static java.util.Objects.requireNonNull;

import io.daybook.calendar.TenantCalendar;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;

/**
 * A tenant as a release knows it.
 *
 * @param isLive whether it is neither deleted nor suspended
 * @param isZoneValid whether its zone is a time zone; {@code zone} is the source's default
 *     otherwise
 */
public record Organisation(
    String id,
    String name,
    boolean isLive,
    ZoneId zone,
    boolean isZoneValid,
    Currency currency,
    Locale locale,
    DayOfWeek weekStart,
    Month fiscalYearStart) {
  public Organisation {
    requireNonNull(id, "id is null");
    requireNonNull(name, "name is null");
    requireNonNull(zone, "zone is null");
    requireNonNull(currency, "currency is null");
    requireNonNull(locale, "locale is null");
    requireNonNull(weekStart, "weekStart is null");
    requireNonNull(fiscalYearStart, "fiscalYearStart is null");
  }

  /** How it counts days. */
  public TenantCalendar calendar() {
    return new TenantCalendar(zone, weekStart, fiscalYearStart);
  }
}
