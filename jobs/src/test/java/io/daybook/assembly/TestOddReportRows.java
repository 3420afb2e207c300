package io.daybook.assembly;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.calendar.Rule;
import io.daybook.clock.HandClock;
import io.daybook.config.DaybookConfig;
import io.daybook.delivery.BookContents;
import io.daybook.delivery.Deliveries;
import io.daybook.delivery.Delivery;
import io.daybook.delivery.Part;
import io.daybook.postgres.TestPostgres;
import io.daybook.report.ReleaseReports;
import io.daybook.run.Kiosk;
import io.daybook.run.Night;
import io.daybook.run.RunListener;
import io.daybook.schedule.CatchUp;
import io.daybook.schedule.HandScheduler;
import io.daybook.schedule.Occurrences;
import io.daybook.schedule.Schedule;
import io.daybook.schedule.SchedulerSetup;
import io.daybook.schedule.reports.IssueWork;
import io.daybook.schedule.reports.ReportSchedules;
import io.daybook.schedule.reports.ReportSetup;
import io.daybook.schedule.reports.ReportsKind;
import io.daybook.schedule.reports.ReportsNow;
import io.daybook.schedule.reports.ReportsNow.What;
import io.daybook.state.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An odd value in a row of scheduled reports costs that report, if anything, and no other. */
class TestOddReportRows {
  /** Monday, five in the morning in Tokyo, three hours before the reports are due. */
  private static final Instant BEFORE = Instant.parse("2026-11-22T20:00:00Z");

  private static final String ISSUED = "issued";
  private static final int FIRST = 200;

  /** What a row has, and what becomes of its report; a reason stands for one that fails. */
  private static final Map<String, String> ODD = new LinkedHashMap<>();

  static {
    ODD.put("name = '   '", ISSUED);
    ODD.put("name = null", ISSUED);
    ODD.put("name = repeat('long ', 3000) || E'\\n\\t\\u202e'", ISSUED);
    ODD.put("created_by = -1", ISSUED);
    ODD.put(
        "frequency = 'whenever'",
        "frequency: whenever is none of biweekly, daily, monthly, quarterly, weekly");
    ODD.put(
        "frequency = null",
        "frequency: nothing is none of biweekly, daily, monthly, quarterly, weekly");
    ODD.put("format = 'exe'", "format: exe is none of csv, html, pdf, xlsx");
    ODD.put("schedule_cron = '99 99 99 99 99'", ISSUED);
    ODD.put("timezone = 'Mars/Base'", ISSUED);
    ODD.put("emails = null, users = null", "emails: are missing, and so are users");
    ODD.put("emails = '5'", "emails: must be a list");
    ODD.put(
        "emails = '[\"a\\u0000@b\"]', users = '[\"\"]'",
        "an entry of emails is not a valid address; user  is not one of this organisation");
    ODD.put("metrics = '[\"sold\", null]'", "metrics: must hold texts only");
    ODD.put("metrics = '[[[[['", "metrics: is not JSON; metrics: has 0, 1 to 20 are needed");
  }

  @TempDir static Path home;

  private static Kiosk kiosk;

  @BeforeAll
  static void makeARelease() throws Exception {
    kiosk = Kiosk.open(home, "kiosk", "JPY");
    kiosk.stopTheClock();
    kiosk.execute("delete from scheduled where id > 100");
    int id = FIRST;
    for (String value : ODD.keySet()) {
      kiosk.execute(
          """
          insert into scheduled
          select %1$d, group_id, created_by, name, frequency, format, schedule_cron, timezone,
              emails, users, metrics
          from scheduled where id = 100;
          update scheduled set %2$s where id = %1$d
          """
              .formatted(id++, value));
    }
    kiosk.execute(
        """
        update targets set start_date = '0001-01-01', end_date = '9999-12-31' where id = 1;
        update targets set start_date = '2026-11-22', end_date = '2026-11-16' where id = 2;
        update targets set start_date = '-infinity', end_date = 'infinity' where id = 3;
        update targets set target_value = 'NaN' where id = 4
        """);
    Installation installation = installation(Clock.systemUTC());
    try (State state = installation.openState(8);
        OpenSource open = OpenSource.open(installation, kiosk.name)) {
      new Night(Nights.setup(installation, open, state), new RunListener() {}).run("duckdb");
    }
  }

  /** One with a state of its own, over the warehouse that all share. */
  private static Installation installation(Clock clock) throws IOException {
    TestPostgres database = TestPostgres.database();
    Path file = home.resolve("daybook.yml");
    Files.writeString(
        file,
        "state: {url: \"%s\", user: %s, password: {env: STATE}}\nengine: duckdb\nsources:\n"
                .formatted(database.url(), database.user())
            + kiosk.configuration());
    Map<String, String> secrets = Map.of("STATE", database.password(), "KIOSK", Kiosk.PASSWORD);
    return new Installation(
        home,
        new SqlFolder(home.resolve("sql")),
        DaybookConfig.load(home, file, secrets::get),
        clock);
  }

  /** What is expected of each report, by its id. */
  private static Map<String, String> expected() {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("100", ISSUED);
    int id = FIRST;
    for (String outcome : ODD.values()) {
      expected.put(Integer.toString(id++), outcome);
    }
    return expected;
  }

  @Test
  void failAloneWithAReason() throws Exception {
    Map<String, String> outcomes = new LinkedHashMap<>();
    Installation installation = installation(Clock.systemUTC());
    try (State state = installation.openState(8);
        ReleaseReports reports = Reports.current(installation, kiosk.name)) {
      for (ReportsNow.Line line :
          new ReportsNow(Reports.issuing(installation, state))
              .issue(reports, reports.scheduled().rows(), Optional.empty())) {
        outcomes.put(line.report(), line.what() == What.ISSUED ? ISSUED : line.detail());
      }
    }
    assertThat(outcomes.keySet()).isEqualTo(expected().keySet());
    expected().forEach((report, outcome) -> assertThat(outcomes.get(report)).endsWith(outcome));
  }

  /** By the schedule, each fault is told to who made the report, and nothing else of it is sent. */
  @Test
  void tellTheReasonInAMailToTheirOwner() throws Exception {
    HandClock clock = new HandClock(BEFORE);
    Installation installation = installation(clock);
    try (State state = installation.openState(10)) {
      HandScheduler scheduler = scheduler(installation, state, clock);
      scheduler.look();
      clock.move(Duration.ofHours(7));
      scheduler.look();
      Deliveries deliveries = new Deliveries(state.database(), clock);
      BookContents book = new BookContents(installation.files(kiosk.name));
      Map<String, String> told = new TreeMap<>();
      for (Delivery each :
          atLeastOne(deliveries.list(Optional.of(kiosk.name), Optional.empty(), 1000))) {
        if (each.subject().startsWith("No report: ")) {
          assertThat(each.key().recipient()).isEqualTo("ann@kiosk.example");
          told.put(each.key().report(), text(deliveries, book, each));
        }
      }
      Map<String, String> failed = new TreeMap<>(expected());
      failed.values().removeIf(ISSUED::equals);
      assertThat(told).containsOnlyKeys(failed.keySet());
      failed.forEach((report, reason) -> assertThat(told.get(report)).contains(reason + "\n"));
    }
  }

  private static String text(Deliveries deliveries, BookContents book, Delivery delivery) {
    Part text =
        deliveries.parts(delivery.id()).stream()
            .filter(part -> part.role() == Part.Role.TEXT)
            .findFirst()
            .orElseThrow();
    return new String(book.read(text.sha256()), StandardCharsets.UTF_8);
  }

  private static HandScheduler scheduler(Installation installation, State state, Clock clock) {
    ReportSetup setup = Reports.issuing(installation, state);
    Schedule pattern =
        new Schedule(
            "kiosk-reports",
            kiosk.name,
            ReportsKind.NAME,
            Rule.parse("daily at 06:00"),
            Optional.empty(),
            CatchUp.LATEST,
            Duration.ofHours(2),
            Map.of());
    return new HandScheduler(
        new SchedulerSetup(
            state,
            installation.scheduleFiles(),
            HandScheduler.noZones(),
            IssueWork.all(setup, new Occurrences(state.database())),
            Map.of(ReportsKind.NAME, new ReportSchedules(setup.reports())),
            alert -> {},
            HandScheduler.timing(),
            clock),
        List.of(pattern));
  }
}
