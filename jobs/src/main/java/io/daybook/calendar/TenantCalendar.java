package io.daybook.calendar;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * How a tenant counts days, weeks and years.
 *
 * @param zone of its days
 * @param weekStart first day of its week
 * @param fiscalYearStart first month of its year
 */
public record TenantCalendar(ZoneId zone, DayOfWeek weekStart, Month fiscalYearStart) {
  /** The same week a year ago is 52 weeks ago: it begins on the same day of the week. */
  private static final int WEEKS_OF_A_YEAR = 52;

  public TenantCalendar {
    requireNonNull(zone, "zone is null");
    requireNonNull(weekStart, "weekStart is null");
    requireNonNull(fiscalYearStart, "fiscalYearStart is null");
  }

  /**
   * The last period that is complete when this day begins; it never holds any of the day.
   *
   * @param businessDate the day that a report is due, not the day that it runs
   */
  public ClosedPeriod last(PeriodKind kind, LocalDate businessDate) {
    return endingAt(
        kind,
        switch (kind) {
          case DAY -> businessDate;
          case WEEK, TWO_WEEKS -> businessDate.with(TemporalAdjusters.previousOrSame(weekStart));
          case MONTH -> businessDate.withDayOfMonth(1);
          case QUARTER -> startOf(businessDate, 3);
          case YEAR -> startOf(businessDate, 12);
        });
  }

  /** The period before this one: of the same kind, adjacent. */
  public ClosedPeriod previous(ClosedPeriod period) {
    return endingAt(period.kind(), period.from());
  }

  /**
   * The same period a year before. A week is compared with the one 52 weeks before, 29 February
   * with 28 February.
   */
  public ClosedPeriod yearBefore(ClosedPeriod period) {
    return switch (period.kind()) {
      case WEEK, TWO_WEEKS ->
          new ClosedPeriod(
              period.kind(),
              period.from().minusWeeks(WEEKS_OF_A_YEAR),
              period.until().minusWeeks(WEEKS_OF_A_YEAR),
              zone);
      case DAY -> {
        LocalDate day = period.from().minusYears(1);
        yield new ClosedPeriod(period.kind(), day, day.plusDays(1), zone);
      }
      default ->
          new ClosedPeriod(
              period.kind(), period.from().minusYears(1), period.until().minusYears(1), zone);
    };
  }

  private LocalDate startOf(LocalDate day, int months) {
    int since = Math.floorMod(day.getMonthValue() - fiscalYearStart.getValue(), months);
    return day.withDayOfMonth(1).minusMonths(since);
  }

  private ClosedPeriod endingAt(PeriodKind kind, LocalDate until) {
    LocalDate from =
        switch (kind) {
          case DAY -> until.minusDays(1);
          case WEEK -> until.minusWeeks(1);
          case TWO_WEEKS -> until.minusWeeks(2);
          case MONTH -> until.minusMonths(1);
          case QUARTER -> until.minusMonths(3);
          case YEAR -> until.minusYears(1);
        };
    ClosedPeriod period = new ClosedPeriod(kind, from, until, zone);
    // A day that the zone left out is nobody's yesterday.
    return period.start().isBefore(period.end()) ? period : endingAt(kind, from);
  }
}
