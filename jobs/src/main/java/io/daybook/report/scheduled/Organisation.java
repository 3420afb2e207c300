package io.daybook.report.scheduled;

import io.daybook.calendar.TenantCalendar;
import io.daybook.report.layout.Tenant;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;

/**
 * A tenant as a release knows it.
 *
 * @param isLive whether it is neither deleted nor suspended
 * @param isZoneValid whether its zone is an IANA region; {@code zone} is the source's default
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
  /** As files name it. */
  public Tenant tenant() {
    return new Tenant(id, name, zone, currency, locale);
  }

  /** How it counts days. */
  public TenantCalendar calendar() {
    return new TenantCalendar(zone, weekStart, fiscalYearStart);
  }
}
