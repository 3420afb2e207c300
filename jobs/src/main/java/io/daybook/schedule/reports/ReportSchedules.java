package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Organisation;
import io.daybook.calendar.PeriodKind;
import io.daybook.calendar.Rule;
import io.daybook.calendar.TenantCalendar;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.schedule.Expansion;
import io.daybook.schedule.Schedule;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One schedule for every active report of a live tenant: due on the first day after its period, at
 * the pattern's time, by the tenant's clock.
 */
public final class ReportSchedules implements Expansion {
  /** A Monday from which every second week is counted, the same for everybody. */
  private static final LocalDate FIRST_WEEK = LocalDate.of(2024, 1, 1);

  private static final String DAILY = "daily";

  /** Whose days cannot be told is told so by some clock. */
  private static final TenantCalendar UNKNOWN =
      new TenantCalendar(ZoneId.of("UTC"), DayOfWeek.MONDAY, Month.JANUARY);

  private final ReleasedReports reports;

  /** Schedules of what these releases have. */
  public ReportSchedules(ReleasedReports reports) {
    this.reports = requireNonNull(reports, "reports is null");
  }

  @Override
  public Optional<List<Schedule>> of(Schedule pattern) {
    return reports.newest(pattern.source()).map(newest -> schedules(pattern, newest));
  }

  private static List<Schedule> schedules(Schedule pattern, ScheduledReports reports) {
    return reports.rows().stream().flatMap(row -> of(pattern, row, reports).stream()).toList();
  }

  /** The schedule of one report; none where its tenant is deleted or suspended. */
  public static Optional<Schedule> of(Schedule pattern, ReportRow row, ScheduledReports reports) {
    if (!reports.audience().organisations().isLive(row.tenant())) {
      return Optional.empty();
    }
    TenantCalendar calendar =
        reports
            .audience()
            .organisations()
            .of(row.tenant())
            .map(Organisation::calendar)
            .orElse(UNKNOWN);
    String at = pattern.rule().text().substring(DAILY.length());
    Map<String, String> parameters = new TreeMap<>(pattern.parameters());
    parameters.put(ReportsKind.REPORT, row.id());
    return Optional.of(
        new Schedule(
            pattern.name() + SEPARATOR + row.id(),
            pattern.source(),
            pattern.what(),
            Rule.parse(days(row, calendar) + at),
            Optional.of(calendar.zone()),
            pattern.catchUp(),
            pattern.deadline(),
            parameters));
  }

  /** A broken one is looked at every day. */
  private static String days(ReportRow row, TenantCalendar calendar) {
    return row instanceof ReportRow.Valid valid
        ? days(valid.definition().period(), calendar)
        : DAILY;
  }

  private static String days(PeriodKind period, TenantCalendar calendar) {
    String week = calendar.weekStart().name().toLowerCase(Locale.ROOT);
    String year = calendar.fiscalYearStart().name().toLowerCase(Locale.ROOT);
    return switch (period) {
      case DAY -> DAILY;
      case WEEK -> "weekly on " + week;
      case TWO_WEEKS -> "biweekly on " + week + " from " + FIRST_WEEK;
      case MONTH -> "monthly on day 1";
      case QUARTER -> "quarterly from " + year + " on day 1";
      case YEAR -> "yearly from " + year + " on day 1";
    };
  }
}
