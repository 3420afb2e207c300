package io.daybook.schedule.reports;

import static io.daybook.AtLeastOne.atLeastOne;
import static io.daybook.schedule.reports.SharedReports.directory;
import static io.daybook.schedule.reports.SharedReports.fixture;
import static io.daybook.schedule.reports.SharedReports.only;
import static io.daybook.schedule.reports.SharedReports.owners;
import static io.daybook.schedule.reports.SharedReports.recipients;
import static io.daybook.schedule.reports.SharedReports.recipientsOf;
import static io.daybook.schedule.reports.SharedReports.report;
import static io.daybook.schedule.reports.SharedReports.reports;
import static io.daybook.schedule.reports.SharedReports.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.Canaries;
import io.daybook.PlainText;
import io.daybook.calendar.Rule;
import io.daybook.calendar.Timetable;
import io.daybook.delivery.Delivery;
import io.daybook.delivery.DeliveryStatus;
import io.daybook.delivery.Part;
import io.daybook.delivery.smtp.ScriptedSmtpServer;
import io.daybook.demo.DemoTenant;
import io.daybook.fault.Code;
import io.daybook.log.LogLines;
import io.daybook.postgres.TestPostgres;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.schedule.CatchUp;
import io.daybook.schedule.Occurrence;
import io.daybook.schedule.OccurrenceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From schedules to mails: who gets which report when, whatever happens on the way. */
class TestReportWork {
  /** Nights at two in the morning of every organisation, as the nightly schedule makes them. */
  private static boolean isNightBetween(Instant from, Instant to) {
    Rule rule = Rule.parse("daily at 02:00");
    return fixture().reported().stream()
        .map(tenant -> new Timetable(rule, ZoneId.of(tenant.zone())))
        .anyMatch(timetable -> !timetable.between(from, to).isEmpty());
  }

  @Test
  @Tag("slow")
  void everyTenantHasYesterdaysReportBeforeEightOnThreeDays() throws Exception {
    Instant start = Instant.parse("2026-09-28T12:00:00Z");
    Instant end = Instant.parse("2026-10-01T16:00:00Z");
    Duration step = Duration.ofMinutes(30);
    fixture().release(start);
    try (LogLines log = LogLines.open();
        ReportsDesk desk = new ReportsDesk(directory(), start, CatchUp.LATEST);
        ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
      desk.confirm();
      desk.scheduler.look();
      for (Instant now = start.plus(step); !now.isAfter(end); now = now.plus(step)) {
        desk.clock.moveTo(now);
        if (isNightBetween(now.minus(step), now)) {
          fixture().release(now);
        }
        desk.scheduler.look();
        desk.deliver(server.port());
      }
      Map<String, List<Delivery>> issues = desk.byIssue();
      for (String zone : List.of("Australia/Sydney", "America/New_York", "UTC")) {
        ReportRow.Valid daily = report(fixture().tenant(zone), "html");
        for (LocalDate today : days("2026-09-29", 3)) {
          List<Delivery> sent = issues.get(daily.id() + " " + today.minusDays(1));
          assertThat(sent).as(zone + " " + today).isNotNull();
          assertThat(sent)
              .isNotEmpty()
              .allSatisfy(
                  each -> {
                    assertThat(each.status()).isEqualTo(DeliveryStatus.SENT);
                    assertThat(each.finishedAt().orElseThrow())
                        .isBefore(
                            today.atTime(LocalTime.of(8, 0)).atZone(ZoneId.of(zone)).toInstant());
                  });
          assertThat(recipientsOf(sent)).isEqualTo(recipients(daily));
        }
      }
      ReportRow.Valid weekly = report(fixture().tenant("America/New_York"), "csv");
      assertThat(issues.get(weekly.id() + " 2026-09-24_2026-09-30")).isNotEmpty();
      ReportRow.Valid monthly = report(fixture().tenant("Australia/Sydney"), "pdf");
      assertThat(issues.get(monthly.id() + " 2026-09-01_2026-09-30")).isNotEmpty();
      assertThat(issues.keySet())
          .as("a fiscal quarter that began in July")
          .anyMatch(issue -> issue.endsWith(" 2026-07-01_2026-09-30"));
      List<Delivery> ledger = desk.ledger();
      assertThat(server.accepted()).hasSameSizeAs(ledger);
      assertThat(server.accepted().stream().map(each -> each.header("Message-ID")).distinct())
          .hasSameSizeAs(ledger);
      requireSeparate(ledger, server.accepted());
      assertThat(log.lines())
          .as("what is done is logged")
          .anyMatch(line -> line.startsWith("Done "));
      for (DemoTenant each : fixture().source.tenants()) {
        assertThat(log.lines()).noneMatch(line -> line.contains(each.canary()));
      }
    }
  }

  /** Every mail has its own tenant's mark, which proves the search, and none of another's. */
  private static void requireSeparate(
      List<Delivery> ledger, List<ScriptedSmtpServer.Accepted> mails) throws Exception {
    Map<String, Delivery> byId =
        ledger.stream().collect(Collectors.toMap(each -> each.key().hash(), each -> each));
    Canaries canaries =
        new Canaries(
            fixture().source.tenants().stream()
                .collect(Collectors.toMap(each -> each.id().toString(), DemoTenant::canary)));
    Set<String> formats = new TreeSet<>();
    for (ScriptedSmtpServer.Accepted mail : mails) {
      String id = mail.header("Message-ID");
      Delivery delivery = byId.get(id.substring(1, id.indexOf('@')));
      PlainText plain = PlainText.ofMail(mail.message());
      canaries.requireSeparate(delivery.subject(), plain.text(), delivery.key().tenant());
      formats.addAll(plain.formats());
    }
    assertThat(formats).containsExactly("csv", "html", "pdf", "xlsx");
  }

  private static List<LocalDate> days(String first, int count) {
    LocalDate from = LocalDate.parse(first);
    return from.datesUntil(from.plusDays(count)).toList();
  }

  private static final Instant DOWN = Instant.parse("2026-09-14T14:00:00Z");
  private static final Instant UP = Instant.parse("2026-09-17T18:00:00Z");

  /** Declared, then nobody served for three days. */
  private static ReportsDesk afterThreeDaysDown(CatchUp catchUp) {
    fixture().release(DOWN);
    ReportsDesk desk = new ReportsDesk(directory(), DOWN, catchUp);
    desk.scheduler.look();
    desk.clock.moveTo(UP);
    fixture().release(UP);
    desk.scheduler.look();
    return desk;
  }

  @Test
  void afterThreeDaysDownEachPolicySendsExactlyItsPeriods() throws IOException {
    Map<CatchUp, List<LocalDate>> expected =
        Map.of(
            CatchUp.ALL, days("2026-09-14", 3),
            CatchUp.LATEST, days("2026-09-16", 1),
            CatchUp.NONE, List.of());
    for (CatchUp policy : CatchUp.values()) {
      try (ReportsDesk desk = afterThreeDaysDown(policy)) {
        for (DemoTenant tenant : atLeastOne(fixture().reported())) {
          ReportRow.Valid daily = report(tenant, "html");
          Set<String> sent =
              desk.byIssue().keySet().stream()
                  .filter(issue -> issue.startsWith(daily.id()))
                  .map(issue -> issue.substring(daily.id().length() + 1))
                  .collect(Collectors.toSet());
          assertThat(sent)
              .as(policy + " " + tenant.zone())
              .containsExactlyInAnyOrderElementsOf(
                  expected.get(policy).stream().map(LocalDate::toString).toList());
        }
        for (Delivery each : desk.ledger()) {
          if (!each.subject().startsWith("No report")) {
            requireLateLine(desk, each);
          }
        }
      }
    }
  }

  /** In the mail, both forms, and in the file. */
  private static void requireLateLine(ReportsDesk desk, Delivery delivery) throws IOException {
    String subject = delivery.subject();
    int seen = 0;
    for (Part part : desk.deliveries.parts(delivery.id())) {
      if (part.role() != Part.Role.IMAGE) {
        String text =
            Files.readString(directory().resolve("warehouse/renoz/book/" + part.sha256()));
        assertThat(text).as(subject).contains("Delivered late: it was due");
        seen++;
      }
    }
    assertThat(seen).isEqualTo(3);
  }

  @Test
  void whatCannotBeMadeIsToldOnceToItsOwnerAndStopsNobodyElse() throws IOException {
    try (ReportsDesk desk = afterThreeDaysDown(CatchUp.ALL)) {
      ReportRow broken =
          reports().rows().stream()
              .filter(ReportRow.Broken.class::isInstance)
              .findFirst()
              .orElseThrow();
      assertThat(broken.tenant()).isEqualTo(tenant("UTC"));
      List<Delivery> told =
          desk.ledger().stream().filter(each -> each.key().report().equals(broken.id())).toList();
      assertThat(told).as("once in three days").hasSize(1);
      assertThat(List.of(told.get(0).key().recipient())).isEqualTo(owners(broken));
      assertThat(told.get(0).subject()).isEqualTo("No report: " + broken.name());
      assertThat(text(desk, told.get(0)))
          .contains("there is no metric revenu, did you mean revenue?");
      assertThat(desk.scheduler.occurrences().list(ReportsDesk.PATTERN + "/" + broken.id(), 9))
          .hasSize(3)
          .extracting(Occurrence::status)
          .containsOnly(OccurrenceStatus.FAILED);
      ReportRow.Valid undated = report(fixture().tenant("UTC+10"), "html");
      assertThat(desk.byIssue().keySet().stream().filter(key -> key.startsWith(undated.id())))
          .singleElement()
          .asString()
          .endsWith(" invalid");
      assertThat(desk.alerts).as("each once").hasSize(2);
      assertThat(desk.alerts)
          .isNotEmpty()
          .allSatisfy(
              alert -> {
                assertThat(alert.code()).isEqualTo(Code.SCHED_FAILED);
                assertThat(alert.getMessage())
                    .contains("REPORT-INVALID")
                    .doesNotContain("revenu")
                    .doesNotContain("@");
              });
      assertThat(desk.byIssue()).as("the others have theirs").hasSizeGreaterThanOrEqualTo(15 + 2);
    }
  }

  private static String text(ReportsDesk desk, Delivery delivery) throws IOException {
    Part text =
        desk.deliveries.parts(delivery.id()).stream()
            .filter(part -> part.role() == Part.Role.TEXT)
            .findFirst()
            .orElseThrow();
    return Files.readString(directory().resolve("warehouse/renoz/book/" + text.sha256()));
  }

  @Test
  void waitsForAReleaseThatCoversThePeriodAndSaysSoAtTheDeadline() {
    Instant evening = Instant.parse("2026-09-08T20:00:00Z");
    fixture().release(evening);
    ReportRow.Valid daily = report(fixture().tenant("UTC"), "html");
    String schedule = ReportsDesk.PATTERN + "/" + daily.id();
    try (ReportsDesk desk =
        new ReportsDesk(
            directory(),
            ReportsDesk.settings(TestPostgres.database()),
            evening,
            CatchUp.LATEST,
            point -> {},
            only(daily))) {
      desk.scheduler.look();
      desk.clock.moveTo(Instant.parse("2026-09-09T06:00:00Z"));
      desk.scheduler.look();
      Occurrence held = desk.scheduler.occurrences().list(schedule, 1).get(0);
      assertThat(held.status()).isEqualTo(OccurrenceStatus.HELD);
      assertThat(held.attempt()).as("waiting is no attempt").isZero();
      assertThat(held.note().orElseThrow())
          .contains("before the period ends at 2026-09-09T00:00:00Z");
      assertThat(desk.byIssue().keySet()).noneMatch(issue -> issue.startsWith(daily.id()));

      desk.clock.moveTo(Instant.parse("2026-09-09T08:30:00Z"));
      desk.scheduler.look();
      desk.clock.move(Duration.ofMinutes(10));
      desk.scheduler.look();
      List<Delivery> notices = desk.byIssue().get(daily.id() + " 2026-09-09 held");
      assertThat(recipientsOf(notices)).isEqualTo(new TreeSet<>(owners(daily))).isNotEmpty();

      fixture().release(desk.clock.instant());
      desk.clock.move(Duration.ofMinutes(10));
      desk.scheduler.look();
      assertThat(desk.scheduler.occurrences().list(schedule, 1).get(0).status())
          .isEqualTo(OccurrenceStatus.DONE);
      assertThat(recipientsOf(desk.byIssue().get(daily.id() + " 2026-09-08")))
          .isEqualTo(recipients(daily));
    }
  }
}
