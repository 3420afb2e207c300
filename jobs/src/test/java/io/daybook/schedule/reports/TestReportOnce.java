package io.daybook.schedule.reports;

import static io.daybook.schedule.reports.SharedReports.directory;
import static io.daybook.schedule.reports.SharedReports.fixture;
import static io.daybook.schedule.reports.SharedReports.only;
import static io.daybook.schedule.reports.SharedReports.recipients;
import static io.daybook.schedule.reports.SharedReports.recipientsOf;
import static io.daybook.schedule.reports.SharedReports.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.Eventually;
import io.daybook.delivery.Delivery;
import io.daybook.delivery.Part;
import io.daybook.postgres.ChildJvm;
import io.daybook.postgres.TestPostgres;
import io.daybook.report.ReleaseReports;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.schedule.CatchUp;
import io.daybook.schedule.Occurrence;
import io.daybook.schedule.OccurrenceStatus;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever happens on the way, a reader gets one file of a report, and once. */
class TestReportOnce {
  private static final Instant DOWN = Instant.parse("2026-09-14T14:00:00Z");
  private static final Instant UP = Instant.parse("2026-09-17T18:00:00Z");

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
    fixture().release(before);
    StateSettings.Server settings =
        (StateSettings.Server) ReportsDesk.settings(TestPostgres.database());
    try (ReportsDesk desk =
        new ReportsDesk(directory(), settings, before, CatchUp.LATEST, point -> {})) {
      desk.scheduler.look();
      desk.clock.moveTo(due);
      List<Integer> recorded = new ArrayList<>();
      for (String point : List.of("made", "kept", "recorded", "settling")) {
        // Who has not got it yet gets the same as who has.
        fixture().release(due);
        try (ChildJvm child =
            ChildJvm.start(
                ReportsProcess.class,
                settings.url(),
                settings.user(),
                settings.password(),
                directory().toString(),
                due.toString(),
                point)) {
          child.await("AT");
          child.kill();
        }
        recorded.add(desk.ledger().size());
        Eventually.until("nobody holds what the killed one held", () -> claims(desk) == 0);
      }
      assertThat(recorded).as("one recipient of two, then both").containsExactly(0, 0, 1, 2);
      fixture().release(due);
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
        ReportRow.Valid daily = report(fixture().tenant(zone), "html");
        assertThat(recipientsOf(issues.get(daily.id() + " 2026-09-01")))
            .isEqualTo(recipients(daily));
        assertThat(desk.scheduler.occurrences().list(ReportsDesk.PATTERN + "/" + daily.id(), 9))
            .singleElement()
            .extracting(Occurrence::status)
            .isEqualTo(OccurrenceStatus.DONE);
      }
      assertThat(directory().resolve("scratch")).as("nothing is left").isEmptyDirectory();
    }
  }

  /** Claims that have not run out by the clock of the state's server. */
  private static long claims(ReportsDesk desk) {
    return desk.state
        .database()
        .rows(
            "count the claims",
            "select count(*) from daybook.occurrence"
                + " where status = 'RUNNING' and expires_at > clock_timestamp()",
            row -> row.getLong(1))
        .get(0);
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
    ReportRow.Valid daily = report(fixture().tenant("Asia/Kolkata"), "html");
    AtomicReference<ReportsDesk> open = new AtomicReference<>();
    AtomicBoolean isAsked = new AtomicBoolean();
    Consumer<String> ask =
        reached -> {
          if (!reached.equals(point) || isAsked.getAndSet(true)) {
            return;
          }
          fixture().release(UP.plusSeconds(60));
          ReportsDesk desk = open.get();
          ReportSetup theirs =
              ReportSetup.of(
                  ReportsFixture.reports(directory()),
                  desk.deliveries,
                  pins.apply(desk),
                  source -> ReportsFixture.files(directory()),
                  directory().resolve("scratch"),
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
    fixture().release(DOWN);
    try (ReportsDesk desk =
        new ReportsDesk(
            directory(),
            ReportsDesk.settings(TestPostgres.database()),
            DOWN,
            CatchUp.LATEST,
            ask,
            only(daily))) {
      open.set(desk);
      desk.scheduler.look();
      desk.clock.moveTo(UP);
      fixture().release(UP);
      desk.scheduler.look();
      assertThat(isAsked).as("somebody asked").isTrue();
      List<Delivery> issue = desk.byIssue().get(daily.id() + " 2026-09-16");
      assertThat(recipientsOf(issue)).isEqualTo(recipients(daily)).hasSizeGreaterThan(1);
      return (int) issue.stream().map(each -> attachment(desk, each)).distinct().count();
    }
  }

  private static String attachment(ReportsDesk desk, Delivery delivery) {
    return desk.deliveries.parts(delivery.id()).stream()
        .filter(part -> part.role() == Part.Role.ATTACHMENT)
        .map(Part::sha256)
        .findFirst()
        .orElse("");
  }
}
