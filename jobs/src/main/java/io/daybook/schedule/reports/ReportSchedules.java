package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Organisation;
import io.daybook.calendar.PeriodKind;
import io.daybook.calendar.Rule;
import io.daybook.calendar.TenantCalendar;
import io.daybook.calendar.Timetable;
import io.daybook.report.ReleaseReports;
import io.daybook.report.scheduled.OwnTime;
import io.daybook.report.scheduled.ReportRow;
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
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One schedule for every active report of a live tenant: due by its own rule and clock; without
 * them on the first day after its period, at the pattern's time, by the tenant's clock.
 */
public final class ReportSchedules implements Expansion {
  /** A Monday from which every second week is counted, the same for everybody. */
  private static final LocalDate FIRST_WEEK = LocalDate.of(2024, 1, 1);

  private static final String DAILY = "daily";

  /** The clock of reports whose tenant has none: it is told so on time. */
  private static final TenantCalendar UNKNOWN =
      new TenantCalendar(ZoneId.of("UTC"), DayOfWeek.MONDAY, Month.JANUARY);

  private static final Logger log = LoggerFactory.getLogger(ReportSchedules.class);

  private final ReleasedReports reports;

  /** The release of each source that the log has a word on. */
  private final Map<String, Long> said = new ConcurrentHashMap<>();

  /** Schedules of what these releases have. */
  public ReportSchedules(ReleasedReports reports) {
    this.reports = requireNonNull(reports, "reports is null");
  }

  @Override
  public Optional<List<Schedule>> of(Schedule pattern) {
    Optional<ReleaseReports> newest = reports.newest(pattern.source());
    newest.ifPresent(this::sayWhatGoesByItsFrequency);
    return newest.map(each -> schedules(pattern, each));
  }

  private void sayWhatGoesByItsFrequency(ReleaseReports newest) {
    String source = newest.release().source();
    long release = newest.release().release();
    Long before = said.put(source, release);
    long count = newest.scheduled().withoutOwnTime();
    if (count > 0 && (before == null || before != release)) {
      log.warn(
          "{} scheduled reports of {} say a time of their own that is not valid, and leave by their"
              + " frequency: daybook report list {}",
          count,
          source,
          source);
    }
  }

  private static List<Schedule> schedules(Schedule pattern, ReleaseReports reports) {
    return reports.scheduled().rows().stream()
        .flatMap(row -> of(pattern, row, reports).stream())
        .toList();
  }

  /** The schedule of one report; none where its tenant is deleted or suspended. */
  public static Optional<Schedule> of(Schedule pattern, ReportRow row, ReleaseReports reports) {
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
    Timetable due =
        own(row)
            .timetable()
            .orElseGet(() -> new Timetable(Rule.parse(days(row, calendar) + at), calendar.zone()));
    Map<String, String> parameters = new TreeMap<>(pattern.parameters());
    parameters.put(ReportsKind.REPORT, row.id());
    if (own(row).problem().isPresent()) {
      parameters.put(Schedule.NOT_OWN_TIME, "invalid");
    }
    return Optional.of(
        new Schedule(
            pattern.name() + SEPARATOR + row.id(),
            pattern.source(),
            pattern.what(),
            due.rule(),
            Optional.of(due.zone()),
            pattern.catchUp(),
            pattern.deadline(),
            parameters));
  }

  private static OwnTime own(ReportRow row) {
    return row instanceof ReportRow.Valid valid ? valid.definition().own() : OwnTime.NONE;
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
