package io.daybook.report.custom.sql;

import io.daybook.calendar.TenantCalendar;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.metric.TimeStep;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** First days of the spans of a tenant's calendar, in SQL and here. */
final class CalendarSpans {
  private static final int MONTHS_OF_A_QUARTER = 3;
  private static final int MONTHS_OF_A_YEAR = 12;

  private final TenantCalendar calendar;

  CalendarSpans(TenantCalendar calendar) {
    this.calendar = calendar;
  }

  /** The first day of the span that a date lies in; holds numbers of the calendar only. */
  String sql(TimeStep step, String date) {
    return switch (step) {
      case DAY -> date;
      case WEEK -> {
        int days = calendar.weekStart().getValue() - 1;
        yield days == 0
            ? "cast(date_trunc('week', %s) as date)".formatted(date)
            : "cast(date_trunc('week', %1$s - %2$d) as date) + %2$d".formatted(date, days);
      }
      case MONTH -> "cast(date_trunc('month', %s) as date)".formatted(date);
      case QUARTER -> shifted("quarter", date, months(MONTHS_OF_A_QUARTER));
      case YEAR -> shifted("year", date, months(MONTHS_OF_A_YEAR));
    };
  }

  private int months(int length) {
    return (calendar.fiscalYearStart().getValue() - 1) % length;
  }

  /** A fiscal span is a calendar's, some months later. */
  private static String shifted(String unit, String date, int months) {
    return months == 0
        ? "cast(date_trunc('%s', %s) as date)".formatted(unit, date)
        : ("cast(cast(date_trunc('%1$s', cast(%2$s - interval '%3$d' month as date)) as date)"
                + " + interval '%3$d' month as date)")
            .formatted(unit, date, months);
  }

  /** The first day of the span that a date lies in. */
  LocalDate first(TimeStep step, LocalDate date) {
    return switch (step) {
      case DAY -> date;
      case WEEK ->
          date.minusDays(
              Math.floorMod(date.getDayOfWeek().getValue() - calendar.weekStart().getValue(), 7));
      case MONTH -> date.withDayOfMonth(1);
      case QUARTER -> date.withDayOfMonth(1).minusMonths(since(date, MONTHS_OF_A_QUARTER));
      case YEAR -> date.withDayOfMonth(1).minusMonths(since(date, MONTHS_OF_A_YEAR));
    };
  }

  private int since(LocalDate date, int length) {
    return Math.floorMod(date.getMonthValue() - calendar.fiscalYearStart().getValue(), length);
  }

  /** The span of {@code now} that stands where this one stands in {@code before}. */
  LocalDate moved(TimeStep step, LocalDate first, DateSpan before, DateSpan now) {
    LocalDate from = first(step, before.from());
    LocalDate to = first(step, now.from());
    return switch (step) {
      case DAY -> to.plusDays(ChronoUnit.DAYS.between(from, first));
      case WEEK -> to.plusWeeks(ChronoUnit.WEEKS.between(from, first));
      case MONTH, QUARTER, YEAR -> to.plusMonths(ChronoUnit.MONTHS.between(from, first));
    };
  }
}
