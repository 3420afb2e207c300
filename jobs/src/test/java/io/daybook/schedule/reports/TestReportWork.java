package io.daybook.schedule.reports;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.daybook.calendar.Rule;
import io.daybook.calendar.Timetable;
import io.daybook.delivery.Delivery;
import io.daybook.delivery.DeliveryStatus;
import io.daybook.delivery.Part;
import io.daybook.delivery.smtp.ScriptedSmtpServer;
import io.daybook.demo.DemoTenant;
import io.daybook.fault.Code;
import io.daybook.log.LogLines;
import io.daybook.postgres.ChildJvm;
import io.daybook.postgres.TestPostgres;
import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.Made;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.schedule.CatchUp;
import io.daybook.schedule.HandScheduler;
import io.daybook.schedule.Occurrence;
import io.daybook.schedule.OccurrenceStatus;
import io.daybook.schedule.Schedule;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From schedules to mails: who gets which report when, whatever happens on the way. */
class TestReportWork {
  @TempDir static Path directory;

  private static ReportsFixture fixture;
  private static ReleaseReports released;
  private static ScheduledReports reports;

  @BeforeAll
  static void makeARelease() throws SQLException {
    fixture =
        new ReportsFixture(
            directory,
            31,
            // They say no time of their own: they are due by their frequency.
            "update scheduled_reports set schedule_cron = ''",
            // New York's week begins on a Thursday: that weekly report is due on 1 October 2026.
            "update organizations set week_start_day = 4 where timezone = 'America/New_York'",
            """
            update scheduled_reports as r
            set
                metrics = '{"metrics": ["revenu"], "comparisonPeriod": "none"}',
                created_by = (
                    select u.id from users as u
                    where u.organization_id = r.organization_id and u.deleted_at is null
                        and u.status = 'active'
                    order by u.id limit 1
                )
            from organizations as o
            where o.id = r.organization_id and o.timezone = 'UTC' and r.frequency = 'weekly'
            """);
    released = ReportsFixture.reports(directory).newest("renoz").orElseThrow();
    reports = released.scheduled();
  }

  private static String tenant(String zone) {
    return fixture.tenant(zone).id().toString();
  }

  /** The active report of this tenant in this format; the formats go with the frequencies. */
  private static ReportRow.Valid report(DemoTenant tenant, String format) {
    return reports.rows().stream()
        .filter(row -> row.tenant().equals(tenant.id().toString()))
        .filter(ReportRow.Valid.class::isInstance)
        .map(ReportRow.Valid.class::cast)
        .filter(row -> row.definition().format().text().equals(format))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> owners(ReportRow row) {
    return released.audience().people().owners(row.tenant(), row.author());
  }

  private static Set<String> recipients(ReportRow.Valid row) {
    return new TreeSet<>(reports.recipients(row.definition()).addresses());
  }

  /** Nights at two in the morning of every organisation, as the nightly schedule makes them. */
  private static boolean isNightBetween(Instant from, Instant to) {
    Rule rule = Rule.parse("daily at 02:00");
    return fixture.reported().stream()
        .map(tenant -> new Timetable(rule, ZoneId.of(tenant.zone())))
        .anyMatch(timetable -> !timetable.between(from, to).isEmpty());
  }

  @Test
  @Tag("slow")
  void everyTenantHasYesterdaysReportBeforeEightOnThreeDays() throws Exception {
    Instant start = Instant.parse("2026-09-28T12:00:00Z");
    Instant end = Instant.parse("2026-10-01T16:00:00Z");
    Duration step = Duration.ofMinutes(30);
    fixture.release(start);
    try (LogLines log = LogLines.open();
        ReportsDesk desk = new ReportsDesk(directory, start, CatchUp.LATEST);
        ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
      desk.confirm();
      desk.scheduler.look();
      for (Instant now = start.plus(step); !now.isAfter(end); now = now.plus(step)) {
        desk.clock.moveTo(now);
        if (isNightBetween(now.minus(step), now)) {
          fixture.release(now);
        }
        desk.scheduler.look();
        desk.deliver(server.port());
      }
      Map<String, List<Delivery>> issues = desk.byIssue();
      for (String zone : List.of("Australia/Sydney", "America/New_York", "UTC")) {
        ReportRow.Valid daily = report(fixture.tenant(zone), "html");
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
      ReportRow.Valid weekly = report(fixture.tenant("America/New_York"), "csv");
      assertThat(issues.get(weekly.id() + " 2026-09-24_2026-09-30")).isNotEmpty();
      ReportRow.Valid monthly = report(fixture.tenant("Australia/Sydney"), "pdf");
      assertThat(issues.get(monthly.id() + " 2026-09-01_2026-09-30")).isNotEmpty();
      assertThat(issues.keySet())
          .as("a fiscal quarter that began in July")
          .anyMatch(issue -> issue.endsWith(" 2026-07-01_2026-09-30"));
      List<Delivery> ledger = desk.ledger();
      assertThat(server.accepted()).hasSameSizeAs(ledger);
      assertThat(server.accepted().stream().map(each -> each.header("Message-ID")).distinct())
          .hasSameSizeAs(ledger);
      new Canaries(fixture, desk, server.accepted())
          .requireSeparate(Set.of("html", "csv", "pdf", "xlsx"));
      assertThat(log.lines())
          .as("what is done is logged")
          .anyMatch(line -> line.startsWith("Done "));
      for (DemoTenant each : fixture.source.tenants()) {
        assertThat(log.lines()).noneMatch(line -> line.contains(each.canary()));
      }
    }
  }

  private static List<LocalDate> days(String first, int count) {
    LocalDate from = LocalDate.parse(first);
    return from.datesUntil(from.plusDays(count)).toList();
  }

  private static Set<String> recipientsOf(List<Delivery> deliveries) {
    Set<String> recipients =
        deliveries.stream()
            .map(each -> each.key().recipient())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(recipients).as("each once").hasSameSizeAs(deliveries);
    return recipients;
  }

  private static final Instant DOWN = Instant.parse("2026-09-14T14:00:00Z");
  private static final Instant UP = Instant.parse("2026-09-17T18:00:00Z");

  /** Declared, then nobody served for three days. */
  private static ReportsDesk afterThreeDaysDown(CatchUp catchUp) {
    fixture.release(DOWN);
    ReportsDesk desk = new ReportsDesk(directory, DOWN, catchUp);
    desk.scheduler.look();
    desk.clock.moveTo(UP);
    fixture.release(UP);
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
        for (DemoTenant tenant : atLeastOne(fixture.reported())) {
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
        String text = Files.readString(directory.resolve("warehouse/renoz/book/" + part.sha256()));
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
          reports.rows().stream()
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
      ReportRow.Valid undated = report(fixture.tenant("UTC+10"), "html");
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
    return Files.readString(directory.resolve("warehouse/renoz/book/" + text.sha256()));
  }

  @Test
  void waitsForAReleaseThatCoversThePeriodAndSaysSoAtTheDeadline() {
    Instant evening = Instant.parse("2026-09-08T20:00:00Z");
    fixture.release(evening);
    ReportRow.Valid daily = report(fixture.tenant("UTC"), "html");
    String schedule = ReportsDesk.PATTERN + "/" + daily.id();
    try (ReportsDesk desk = new ReportsDesk(directory, evening, CatchUp.LATEST)) {
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

      fixture.release(desk.clock.instant());
      desk.clock.move(Duration.ofMinutes(10));
      desk.scheduler.look();
      assertThat(desk.scheduler.occurrences().list(schedule, 1).get(0).status())
          .isEqualTo(OccurrenceStatus.DONE);
      assertThat(recipientsOf(desk.byIssue().get(daily.id() + " 2026-09-08")))
          .isEqualTo(recipients(daily));
    }
  }

  /**
   * One occurrence, killed at each edge in turn by processes that follow each other, while new
   * releases come.
   */
  @Test
  @Tag("slow")
  @Tag("promise")
  void killedAtAnyEdgeEachRecipientHasExactlyOneDelivery() throws Exception {
    Instant before = Instant.parse("2026-09-01T12:00:00Z");
    Instant due = Instant.parse("2026-09-02T06:30:00Z");
    fixture.release(before);
    StateSettings.Server settings =
        (StateSettings.Server) ReportsDesk.settings(TestPostgres.database());
    try (ReportsDesk desk =
        new ReportsDesk(directory, settings, before, CatchUp.LATEST, point -> {})) {
      desk.scheduler.look();
      desk.clock.moveTo(due);
      List<Integer> recorded = new ArrayList<>();
      for (String point : List.of("made", "kept", "recorded", "settling")) {
        // Who has not got it yet gets the same as who has.
        fixture.release(due);
        try (ChildJvm child =
            ChildJvm.start(
                ReportsProcess.class,
                settings.url(),
                settings.user(),
                settings.password(),
                directory.toString(),
                due.toString(),
                point)) {
          child.await("AT");
          child.kill();
        }
        recorded.add(desk.ledger().size());
        TimeUnit.MILLISECONDS.sleep(HandScheduler.LEASE.toMillis());
      }
      assertThat(recorded).as("one recipient of two, then both").containsExactly(0, 0, 1, 2);
      fixture.release(due);
      desk.scheduler.look();
      Map<String, List<Delivery>> issues = desk.byIssue();
      for (List<Delivery> issue : issues.values()) {
        recipientsOf(issue);
        assertThat(issue.stream().map(Delivery::release).distinct()).as("one release").hasSize(1);
        assertThat(issue.stream().map(each -> attachment(desk, each)).distinct())
            .as("one file")
            .hasSize(1);
      }
      for (String zone : List.of("Australia/Sydney", "Asia/Kolkata", "UTC")) {
        ReportRow.Valid daily = report(fixture.tenant(zone), "html");
        assertThat(recipientsOf(issues.get(daily.id() + " 2026-09-01")))
            .isEqualTo(recipients(daily));
        assertThat(desk.scheduler.occurrences().list(ReportsDesk.PATTERN + "/" + daily.id(), 9))
            .singleElement()
            .extracting(Occurrence::status)
            .isEqualTo(OccurrenceStatus.DONE);
      }
      assertThat(directory.resolve("scratch")).as("nothing is left").isEmptyDirectory();
    }
  }

  @Test
  void aPersonAndTheScheduleAtOnceGiveEverybodyTheSameFile() throws SQLException {
    for (String point : List.of("kept", "recorded")) {
      assertThat(filesWhenAPersonAsksAt(point, desk -> desk.setup.pins())).as(point).isEqualTo(1);
    }
    TestPostgres elsewhere = TestPostgres.database();
    try (State other = State.open(ReportsDesk.settings(elsewhere), Clock.systemUTC())) {
      Pins others = new Pins(other.database(), Clock.systemUTC());
      assertThat(filesWhenAPersonAsksAt("recorded", desk -> others))
          .as("without knowing of each other")
          .isEqualTo(2);
    }
  }

  /**
   * The schedule has come to this point with a report when a newer release is there and a person
   * asks for the report.
   */
  private static int filesWhenAPersonAsksAt(String point, Function<ReportsDesk, Pins> pins) {
    ReportRow.Valid daily = report(fixture.tenant("Asia/Kolkata"), "html");
    AtomicReference<ReportsDesk> open = new AtomicReference<>();
    AtomicBoolean isAsked = new AtomicBoolean();
    Consumer<String> ask =
        reached -> {
          if (!reached.equals(point)
              || !isMakingFor(open.get(), daily)
              || isAsked.getAndSet(true)) {
            return;
          }
          fixture.release(UP.plusSeconds(60));
          ReportsDesk desk = open.get();
          ReportSetup theirs =
              ReportSetup.of(
                  ReportsFixture.reports(directory),
                  desk.deliveries,
                  pins.apply(desk),
                  source -> ReportsFixture.files(directory),
                  directory.resolve("scratch"),
                  desk.clock);
          ReleaseReports newest = theirs.reports().newest("renoz").orElseThrow();
          assertThat(
                  new ReportsNow(theirs)
                      .issue(
                          newest,
                          List.of(newest.scheduled().row(daily.id()).orElseThrow()),
                          Optional.empty())
                      .get(0)
                      .what())
              .isEqualTo(ReportsNow.What.ISSUED);
        };
    fixture.release(DOWN);
    try (ReportsDesk desk =
        new ReportsDesk(
            directory, ReportsDesk.settings(TestPostgres.database()), DOWN, CatchUp.LATEST, ask)) {
      open.set(desk);
      desk.scheduler.look();
      desk.clock.moveTo(UP);
      fixture.release(UP);
      desk.scheduler.look();
      assertThat(isAsked).as("somebody asked").isTrue();
      List<Delivery> issue = desk.byIssue().get(daily.id() + " 2026-09-16");
      assertThat(recipientsOf(issue)).isEqualTo(recipients(daily)).hasSizeGreaterThan(1);
      return (int) issue.stream().map(each -> attachment(desk, each)).distinct().count();
    }
  }

  private static boolean isMakingFor(ReportsDesk desk, ReportRow report) {
    return desk.scheduler.occurrences().list(ReportsDesk.PATTERN + "/" + report.id(), 9).stream()
        .anyMatch(each -> each.status() == OccurrenceStatus.RUNNING);
  }

  private static String attachment(ReportsDesk desk, Delivery delivery) {
    return desk.deliveries.parts(delivery.id()).stream()
        .filter(part -> part.role() == Part.Role.ATTACHMENT)
        .map(Part::sha256)
        .findFirst()
        .orElse("");
  }

  @Test
  void declaresOneScheduleForEveryReportOfALiveTenant() {
    fixture.release(DOWN);
    try (ReportsDesk desk = new ReportsDesk(directory, DOWN, CatchUp.LATEST)) {
      desk.scheduler.declare();
      Map<String, Schedule> inForce = desk.scheduler.inForce();
      assertThat(inForce.keySet())
          .isEqualTo(
              reports.rows().stream()
                  .filter(row -> released.audience().organisations().isLive(row.tenant()))
                  .map(row -> ReportsDesk.PATTERN + "/" + row.id())
                  .collect(Collectors.toSet()));
      assertThat(reports.rows()).as("one tenant is deleted").hasSizeGreaterThan(inForce.size());
      assertThat(rule(inForce, fixture.tenant("Australia/Sydney"), "html"))
          .isEqualTo("daily at 06:00");
      assertThat(rule(inForce, fixture.tenant("America/New_York"), "csv"))
          .isEqualTo("weekly on thursday at 06:00");
      assertThat(rule(inForce, fixture.tenant("Asia/Kolkata"), "pdf"))
          .isEqualTo("monthly on day 1 at 06:00");
      assertThat(inForce.values().stream().map(each -> each.rule().text()))
          .contains("quarterly from july on day 1 at 06:00");
      assertThat(
              inForce
                  .get(
                      ReportsDesk.PATTERN
                          + "/"
                          + report(fixture.tenant("Asia/Kolkata"), "pdf").id())
                  .zone())
          .contains(ZoneId.of("Asia/Kolkata"));
    }
  }

  @Test
  void whatIsSwitchedOffOrSuspendedIsDueNoLongerFromTheNextReleaseOn() throws SQLException {
    Path own = directory.resolve("suspended");
    ReportsFixture changing = new ReportsFixture(own, 31);
    ReleasedReports released = ReportsFixture.reports(own);
    ReportSchedules schedules = new ReportSchedules(released);
    Schedule pattern = ReportsDesk.pattern(CatchUp.LATEST);
    List<Schedule> before = schedules.of(pattern).orElseThrow();
    List<ReportRow> rows = released.newest("renoz").orElseThrow().scheduled().rows();
    String suspended = changing.tenant("Asia/Kolkata").id().toString();
    String other = changing.tenant("UTC").id().toString();
    String off =
        rows.stream().filter(row -> row.tenant().equals(other)).findFirst().orElseThrow().id();
    changing.change(
        "update organizations set is_active = false where id = '" + suspended + "'",
        "update scheduled_reports set is_active = false where id = '" + off + "'");
    assertThat(schedules.of(pattern)).as("until the next release").contains(before);
    changing.night();
    List<Schedule> after = schedules.of(pattern).orElseThrow();
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

  private static String rule(Map<String, Schedule> inForce, DemoTenant tenant, String format) {
    return inForce.get(ReportsDesk.PATTERN + "/" + report(tenant, format).id()).rule().text();
  }
}
