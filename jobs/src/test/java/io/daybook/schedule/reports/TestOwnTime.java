package io.daybook.schedule.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.daybook.delivery.Delivery;
import io.daybook.report.ReleaseReports;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.schedule.CatchUp;
import io.daybook.schedule.Occurrence;
import io.daybook.schedule.OccurrenceOverview;
import io.daybook.schedule.OccurrenceStatus;
import io.daybook.schedule.Schedule;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report says itself when it leaves, and by which clock. */
class TestOwnTime {
  /** Monday 12 October 2026, eight in the morning in Kolkata. */
  private static final Instant MONDAY = Instant.parse("2026-10-12T02:30:00Z");

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir static Path directory;

  private static ReportsFixture fixture;

  @BeforeAll
  static void makeARelease() throws SQLException {
    fixture =
        new ReportsFixture(
            directory,
            37,
            "update organizations set week_start_day = 1",
            set("Asia/Kolkata", "weekly", "0 8 * * 1", "Asia/Kolkata"),
            // The clock of another place: there it is Monday, here still Sunday.
            set("America/New_York", "weekly", "0 8 * * 1", "Asia/Kolkata"),
            set("Australia/Sydney", "daily", "0 8 * * 8", "Australia/Sydney"),
            set("Australia/Sydney", "weekly", "0 8 * * 1", "UTC+10"),
            set("Australia/Sydney", "monthly", "*/5 * * * *", "Australia/Sydney"),
            set("UTC", "weekly", "", "nowhere"));
  }

  private static String set(String tenantZone, String frequency, String cron, String zone) {
    return """
        update scheduled_reports as r
        set schedule_cron = '%s', timezone = '%s'
        from organizations as o
        where o.id = r.organization_id and o.timezone = '%s' and o.deleted_at is null
            and r.frequency = '%s'
        """
        .formatted(cron, zone, tenantZone, frequency);
  }

  private static ReportRow.Valid row(String tenantZone, String format) {
    String tenant = fixture.tenant(tenantZone).id().toString();
    return released().scheduled().rows().stream()
        .filter(row -> row.tenant().equals(tenant))
        .map(ReportRow.Valid.class::cast)
        .filter(row -> row.definition().format().text().equals(format))
        .findFirst()
        .orElseThrow();
  }

  private static ReleaseReports released() {
    return ReportsFixture.reports(directory).newest("renoz").orElseThrow();
  }

  private static Schedule schedule(ReportRow row) {
    return ReportSchedules.of(ReportsDesk.pattern(CatchUp.LATEST), row, released()).orElseThrow();
  }

  private static String name(ReportRow row) {
    return ReportsDesk.PATTERN + "/" + row.id();
  }

  @Test
  void leavesAtItsOwnTimeByItsOwnClock() {
    ReportRow.Valid weekly = row("Asia/Kolkata", "csv");
    assertThat(schedule(weekly).rule().text()).isEqualTo("cron 0 8 * * 1");
    fixture.release(MONDAY.minus(Duration.ofHours(9)));
    try (ReportsDesk desk =
        new ReportsDesk(directory, MONDAY.minus(Duration.ofHours(9)), CatchUp.LATEST)) {
      desk.scheduler.look();
      desk.clock.moveTo(MONDAY.minus(MINUTE));
      desk.scheduler.look();
      assertThat(desk.scheduler.occurrences().list(name(weekly), 9)).as("not before").isEmpty();
      desk.clock.moveTo(MONDAY);
      desk.scheduler.look();
      Occurrence due = desk.scheduler.occurrences().list(name(weekly), 9).get(0);
      assertThat(due.dueAt()).isEqualTo(MONDAY);
      assertThat(due.status())
          .as("the release ends before its week")
          .isEqualTo(OccurrenceStatus.HELD);

      fixture.release(MONDAY.minus(Duration.ofHours(2)));
      desk.clock.move(Duration.ofMinutes(6));
      desk.scheduler.look();
      List<Delivery> sent = desk.byIssue().get(weekly.id() + " 2026-10-05_2026-10-11");
      assertThat(sent).hasSizeGreaterThanOrEqualTo(1);
      assertThat(desk.scheduler.occurrences().list(name(weekly), 9))
          .singleElement()
          .extracting(Occurrence::status)
          .isEqualTo(OccurrenceStatus.DONE);
    }
  }

  /** Its days stay the tenant's: at that time New York's week has four hours to go. */
  @Test
  void coversTheLastWeekThatIsOverWhereItsTenantIs() {
    ReportRow.Valid weekly = row("America/New_York", "csv");
    fixture.release(MONDAY.minus(Duration.ofHours(2)));
    try (ReportsDesk desk =
        new ReportsDesk(directory, MONDAY.minus(Duration.ofHours(3)), CatchUp.LATEST)) {
      desk.scheduler.look();
      desk.clock.moveTo(MONDAY);
      desk.scheduler.look();
      assertThat(desk.byIssue()).containsKey(weekly.id() + " 2026-09-28_2026-10-04");
    }
  }

  @Test
  void goesByItsFrequencyWhereItsOwnTimeCannotBeMeantAndItsOwnerIsToldOnce() {
    Map<ReportRow.Valid, String> wrong =
        Map.of(
            row("Australia/Sydney", "html"),
            "cron's weekday must be 0 to 7, not 8",
            row("Australia/Sydney", "csv"),
            "timezone: UTC+10 is not a region such as Australia/Sydney",
            row("Australia/Sydney", "pdf"),
            "schedule_cron: it is due more often than once an hour");
    Map<String, String> rules =
        Map.of(
            "html",
            "daily at 06:00",
            "csv",
            "weekly on monday at 06:00",
            "pdf",
            "monthly on day 1 at 06:00");
    wrong.forEach(
        (row, reason) -> {
          Schedule schedule = schedule(row);
          assertThat(schedule.rule().text()).isEqualTo(rules.get(row.definition().format().text()));
          assertThat(schedule.zone()).contains(ZoneId.of("Australia/Sydney"));
          assertThat(released().scheduled().problems(row))
              .containsExactly("its own schedule is not followed, its frequency is: " + reason);
        });
    String undated = fixture.tenant("UTC+10").id().toString();
    long ofNoZone =
        released().scheduled().rows().stream().filter(row -> row.tenant().equals(undated)).count();
    assertThat(released().scheduled().withoutOwnTime())
        .as("counted")
        .isEqualTo(3 + ofNoZone)
        .isGreaterThan(3);
    long inForce =
        wrong.size()
            + released().scheduled().rows().stream()
                .filter(row -> row.tenant().equals(undated))
                .filter(row -> released().audience().organisations().isLive(row.tenant()))
                .count();
    ReportRow.Valid silent = row("UTC", "csv");
    assertThat(released().scheduled().problems(silent)).as("it says nothing").isEmpty();

    ReportRow.Valid daily = row("Australia/Sydney", "html");
    Instant first =
        LocalDate.parse("2026-10-13")
            .atTime(6, 0)
            .atZone(ZoneId.of("Australia/Sydney"))
            .toInstant();
    fixture.release(first.minus(Duration.ofDays(1)));
    try (ReportsDesk desk =
        new ReportsDesk(directory, first.minus(Duration.ofHours(1)), CatchUp.ALL)) {
      desk.scheduler.look();
      assertThat(
              new OccurrenceOverview(desk.state.database(), Optional.empty()).countNotByOwnTime())
          .as("of those in force, as /metrics says")
          .containsExactly(entry("renoz", inForce));
      for (Instant at : List.of(first, first.plus(Duration.ofDays(1)))) {
        fixture.release(at);
        desk.clock.moveTo(at);
        desk.scheduler.look();
      }
      assertThat(desk.byIssue())
          .containsKeys(daily.id() + " 2026-10-12", daily.id() + " 2026-10-13");
      List<String> owners = released().audience().people().owners(daily.tenant(), Optional.empty());
      assertThat(
              desk.ledger().stream()
                  .filter(each -> each.key().report().equals(daily.id()))
                  .filter(each -> each.key().occurrence().startsWith("remark"))
                  .map(each -> each.key().recipient()))
          .as("once in two days")
          .containsExactlyInAnyOrderElementsOf(owners)
          .isNotEmpty();
    }
  }
}
