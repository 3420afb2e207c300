package io.daybook.schedule.reports;

import static io.daybook.schedule.reports.SharedReports.directory;
import static io.daybook.schedule.reports.SharedReports.fixture;
import static io.daybook.schedule.reports.SharedReports.released;
import static io.daybook.schedule.reports.SharedReports.report;
import static io.daybook.schedule.reports.SharedReports.reports;
import static io.daybook.schedule.reports.SharedReports.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.daybook.demo.DemoTenant;
import io.daybook.report.issue.Made;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.schedule.CatchUp;
import io.daybook.schedule.Schedule;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which schedules follow from the reports of a release. */
class TestReportSchedules {
  private static final Instant DOWN = Instant.parse("2026-09-14T14:00:00Z");

  @Test
  void declaresOneScheduleForEveryReportOfALiveTenant() {
    fixture().release(DOWN);
    try (ReportsDesk desk = new ReportsDesk(directory(), DOWN, CatchUp.LATEST)) {
      desk.scheduler.declare();
      Map<String, Schedule> inForce = desk.scheduler.inForce();
      assertThat(inForce.keySet())
          .isEqualTo(
              reports().rows().stream()
                  .filter(row -> released().audience().organisations().isLive(row.tenant()))
                  .map(row -> ReportsDesk.PATTERN + "/" + row.id())
                  .collect(Collectors.toSet()));
      assertThat(reports().rows()).as("one tenant is deleted").hasSizeGreaterThan(inForce.size());
      assertThat(rule(inForce, fixture().tenant("Australia/Sydney"), "html"))
          .isEqualTo("daily at 06:00");
      assertThat(rule(inForce, fixture().tenant("America/New_York"), "csv"))
          .isEqualTo("weekly on thursday at 06:00");
      assertThat(rule(inForce, fixture().tenant("Asia/Kolkata"), "pdf"))
          .isEqualTo("monthly on day 1 at 06:00");
      assertThat(inForce.values().stream().map(each -> each.rule().text()))
          .contains("quarterly from july on day 1 at 06:00");
      assertThat(
              inForce
                  .get(
                      ReportsDesk.PATTERN
                          + "/"
                          + report(fixture().tenant("Asia/Kolkata"), "pdf").id())
                  .zone())
          .contains(ZoneId.of("Asia/Kolkata"));
    }
  }

  @Test
  void whatIsSwitchedOffOrSuspendedIsDueNoLongerFromTheNextReleaseOn() throws SQLException {
    Path own = directory().resolve("suspended");
    Schedule pattern = ReportsDesk.pattern(CatchUp.LATEST);
    ReportSchedules schedules = new ReportSchedules(ReportsFixture.reports(directory()));
    List<Schedule> before = schedules.of(pattern).orElseThrow();
    List<ReportRow> rows = reports().rows();
    String suspended = tenant("Asia/Kolkata");
    String other = tenant("UTC");
    String off =
        rows.stream().filter(row -> row.tenant().equals(other)).findFirst().orElseThrow().id();
    set(false, suspended, off);
    try {
      assertThat(schedules.of(pattern)).as("until the next release").contains(before);
      fixture().night(own);
    } finally {
      set(true, suspended, off);
    }
    ReleasedReports released = ReportsFixture.reports(own);
    List<Schedule> after = new ReportSchedules(released).of(pattern).orElseThrow();
    Set<String> gone = before.stream().map(Schedule::name).collect(Collectors.toSet());
    gone.removeAll(after.stream().map(Schedule::name).collect(Collectors.toSet()));
    assertThat(gone)
        .isEqualTo(
            rows.stream()
                .filter(row -> row.id().equals(off) || row.tenant().equals(suspended))
                .map(row -> ReportsDesk.PATTERN + "/" + row.id())
                .collect(Collectors.toSet()))
        .hasSizeGreaterThan(3);
    ScheduledReports now = released.newest("renoz").orElseThrow().scheduled();
    assertThat(now.rows())
        .filteredOn(row -> row.tenant().equals(suspended))
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(now.make(row))
                    .asInstanceOf(type(Made.Held.class))
                    .extracting(Made.Held::reason)
                    .isEqualTo("the organisation is deleted or suspended"));
  }

  private static void set(boolean isActive, String organisation, String report)
      throws SQLException {
    fixture()
        .change(
            "update organizations set is_active = %s where id = '%s'"
                .formatted(isActive, organisation),
            "update scheduled_reports set is_active = %s where id = '%s'"
                .formatted(isActive, report));
  }

  private static String rule(Map<String, Schedule> inForce, DemoTenant tenant, String format) {
    return inForce.get(ReportsDesk.PATTERN + "/" + report(tenant, format).id()).rule().text();
  }
}
