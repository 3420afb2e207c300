package io.daybook.schedule.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.calendar.Rule;
import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.delivery.Channel;
import io.daybook.delivery.Deliveries;
import io.daybook.delivery.Delivery;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import io.daybook.schedule.CatchUp;
import io.daybook.schedule.HandScheduler;
import io.daybook.schedule.Occurrence;
import io.daybook.schedule.OccurrenceStatus;
import io.daybook.schedule.Occurrences;
import io.daybook.schedule.Schedule;
import io.daybook.schedule.ScheduleFiles;
import io.daybook.schedule.SchedulerSetup;
import io.daybook.schedule.WorkKind;
import io.daybook.state.State;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schedule's file brings a custom report to whom it names, and to nobody who may not see it. */
class TestCustomWork {
  private static final String SHARED = "00000000-0000-0000-0000-00000000c001";
  private static final String OWN = "00000000-0000-0000-0000-00000000c002";
  private static final String WRONG = "00000000-0000-0000-0000-00000000c003";
  private static final String ZONE = "Australia/Sydney";

  /** Seven in the morning there. */
  private static final Instant MONDAY = Instant.parse("2026-10-11T20:00:00Z");

  private static final Duration DAY = Duration.ofDays(1);

  @TempDir static Path directory;

  private static ReportsFixture fixture;
  private static String tenant;
  private static String creator;
  private static String colleague;
  private static String stranger;
  private static final Map<String, String> ADDRESSES = new HashMap<>();

  @BeforeAll
  static void makeARelease() throws SQLException {
    fixture =
        new ReportsFixture(
            directory,
            35,
            """
            insert into custom_reports (
                id, organization_id, name, is_shared, definition, created_at, updated_at, created_by
            )
            select made.id::uuid, people.organization_id, made.name, made.is_shared,
                made.definition::jsonb, now(), now(), people.id
            from (
                select users.organization_id, users.id
                from users
                inner join organizations on organizations.id = users.organization_id
                where organizations.timezone = '%1$s' and organizations.deleted_at is null
                    and users.role = 'owner' and users.status = 'active'
                    and users.deleted_at is null
                order by users.id
                limit 1
            ) as people
            cross join (values
                ('%2$s', 'Who buys', true,
                    '{"metrics": ["revenue"], "dimensions": ["customer"], "period": "last_week"}'),
                ('%3$s', 'Mine', false, '{"metrics": ["orders_count"], "period": "yesterday"}'),
                ('%4$s', 'Wrong', true, '{"metrics": ["revenu"], "period": "last_week"}')
            ) as made (id, name, is_shared, definition)
            """
                .formatted(ZONE, SHARED, OWN, WRONG),
            "update organizations set week_start_day = 1 where timezone = '" + ZONE + "'",
            // One who may see what is shared, and who gets mail.
            """
            update users set role = 'sales', status = 'active', deleted_at = null
            where id = (
                select users.id from users
                inner join custom_reports as mine
                    on mine.organization_id = users.organization_id and mine.id = '%s'
                where users.id <> mine.created_by
                order by users.id
                limit 1
            )
            """
                .formatted(OWN));
    try (Connection owner = fixture.database.connect();
        Statement statement = owner.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "select organization_id, created_by from custom_reports where id = '" + OWN + "'")) {
        row.next();
        tenant = row.getString(1);
        creator = row.getString(2);
      }
      try (ResultSet row =
          statement.executeQuery(
              """
              select id, email, organization_id = '%1$s' as is_own, role from users
              where deleted_at is null and status = 'active' and id <> '%2$s'
              order by id
              """
                  .formatted(tenant, creator))) {
        while (row.next()) {
          ADDRESSES.put(row.getString(1), row.getString(2));
          if (!row.getBoolean(3)) {
            stranger = row.getString(1);
          } else if (row.getString(4).equals("sales")) {
            colleague = row.getString(1);
          }
        }
      }
      try (ResultSet row =
          statement.executeQuery("select email from users where id = '" + creator + "'")) {
        row.next();
        ADDRESSES.put(creator, row.getString(1));
      }
    }
    assertThat(List.of(creator, colleague, stranger)).doesNotContainNull().doesNotHaveDuplicates();
  }

  /** A state of its own, looked at whenever a test says. */
  private static final class Desk implements AutoCloseable {
    final State state;
    final List<DaybookException> alerts = new CopyOnWriteArrayList<>();
    final List<Schedule> schedules = new ArrayList<>();

    Desk() {
      TestPostgres database = TestPostgres.database();
      this.state =
          State.open(ReportsDesk.settings(database), Clock.fixed(MONDAY, ZoneOffset.UTC), 10);
    }

    void schedule(String name, String yaml) {
      schedule(new CustomKind(), name, yaml);
    }

    void schedule(WorkKind kind, String name, String yaml) {
      Problems problems = new Problems(Code.SCHED_INVALID, "Cannot use a test's schedule");
      Map<String, String> parameters =
          kind.parameters(YamlMap.parse("schedules/test.yml", yaml, problems));
      problems.throwIfAny();
      schedules.removeIf(each -> each.name().endsWith(name));
      schedules.add(
          new Schedule(
              "custom/" + name,
              "renoz",
              kind.name(),
              Rule.parse("daily at 07:00"),
              Optional.of(ZoneId.of(ZONE)),
              CatchUp.ALL,
              Duration.ofHours(2),
              parameters));
    }

    HandScheduler at(Instant now) {
      Clock clock = Clock.fixed(now, ZoneOffset.UTC);
      ReportSetup setup =
          ReportSetup.of(
              ReportsFixture.reports(directory),
              new Deliveries(state.database(), clock),
              new Pins(state.database(), clock),
              source -> ReportsFixture.files(directory),
              directory.resolve("scratch"),
              clock);
      Schedule pattern =
          new Schedule(
              "custom",
              "renoz",
              CustomKind.NAME,
              Rule.parse("daily at 07:00"),
              Optional.empty(),
              CatchUp.ALL,
              Duration.ofHours(2),
              Map.of());
      return new HandScheduler(
          new SchedulerSetup(
              state,
              new ScheduleFiles(directory.resolve("none"), List.of(), List.of()),
              HandScheduler.noZones(),
              IssueWork.all(setup, new Occurrences(state.database())),
              Map.of(CustomKind.NAME, any -> Optional.of(List.copyOf(schedules))),
              alerts::add,
              HandScheduler.timing(),
              clock),
          List.of(pattern));
    }

    List<Occurrence> occurrences(String name, Instant now) {
      return at(now).occurrences().list("custom/" + name, 20);
    }

    List<Delivery> ledger() {
      return new Deliveries(state.database(), Clock.systemUTC())
          .list(Optional.empty(), Optional.empty(), 1_000);
    }

    List<String> recipients(Channel channel, String occurrence) {
      return ledger().stream()
          .filter(each -> each.key().channel() == channel)
          .filter(each -> each.key().occurrence().equals(occurrence))
          .map(each -> each.key().recipient())
          .sorted()
          .toList();
    }

    @Override
    public void close() {
      state.close();
    }
  }

  @Test
  void goesToWhomItsFileNamesAndToNobodyWhoMayNotSeeIt() {
    try (Desk desk = new Desk()) {
      fixture.release(MONDAY);
      desk.schedule(
          "shared",
          """
          report: %s
          format: pdf
          users: [%s, %s, %s]
          emails: [finance@example.com]
          folder: finance/weekly
          """
              .formatted(SHARED, creator, colleague, stranger));
      desk.schedule("own", "report: %s\nusers: [%s, %s]\n".formatted(OWN, creator, colleague));
      desk.at(MONDAY.minus(DAY)).declare();
      desk.at(MONDAY).look();
      assertThat(desk.recipients(Channel.EMAIL, "2026-10-05_2026-10-11"))
          .containsExactlyInAnyOrder(
              ADDRESSES.get(creator), ADDRESSES.get(colleague), "finance@example.com");
      assertThat(desk.recipients(Channel.FOLDER, "2026-10-05_2026-10-11"))
          .containsExactly("finance/weekly");
      assertThat(desk.recipients(Channel.EMAIL, "2026-10-11"))
          .containsExactly(ADDRESSES.get(creator));
      assertThat(desk.ledger())
          .isNotEmpty()
          .allSatisfy(each -> assertThat(each.key().report()).startsWith("custom/" + "0000"))
          .allSatisfy(each -> assertThat(each.key().tenant()).isEqualTo(tenant));
      assertThat(desk.occurrences("shared", MONDAY))
          .filteredOn(each -> each.status() == OccurrenceStatus.DONE)
          .last()
          .satisfies(each -> assertThat(each.note().orElse("")).endsWith("1 recipients left out"));
    }
  }

  /** Sales does not see what finance sees, and nobody of another organisation anything. */
  @Test
  void bringsTheSourcesOwnReportToWhoMaySeeIt() {
    try (Desk desk = new Desk()) {
      fixture.release(MONDAY);
      desk.schedule(
          new CatalogueKind(),
          "receivables",
          """
          report: receivables_by_age
          organisation: %s
          format: pdf
          users: [%s, %s, %s]
          """
              .formatted(tenant, creator, colleague, stranger));
      desk.schedule(
          new CatalogueKind(),
          "statement",
          """
          report: customer_statement
          organisation: %s
          with: {customer: nobody}
          users: [%s]
          """
              .formatted(tenant, creator));
      desk.at(MONDAY.minus(DAY)).declare();
      desk.at(MONDAY).look();
      assertThat(desk.recipients(Channel.EMAIL, "2026-09-01_2026-09-30"))
          .containsExactly(ADDRESSES.get(creator));
      assertThat(desk.occurrences("statement", MONDAY))
          .extracting(each -> each.note().orElse(""))
          .anyMatch(note -> note.contains("daybook report catalogue REPORT --tenant ID"));
    }
  }

  /** A new recipient of a week that is out gets what the others have. */
  @Test
  void isMadeOnceAPeriodAndFromOneRelease() {
    try (Desk desk = new Desk()) {
      fixture.release(MONDAY);
      String file = "report: %s\nemails: [%s]\n";
      desk.schedule("shared", file.formatted(SHARED, "one@example.com"));
      desk.at(MONDAY.minus(DAY)).declare();
      desk.at(MONDAY).look();
      fixture.release(MONDAY.plus(DAY));
      desk.schedule("shared", file.formatted(SHARED, "one@example.com, two@example.com"));
      desk.at(MONDAY.plus(DAY)).look();
      List<Delivery> week =
          desk.ledger().stream()
              .filter(each -> each.key().occurrence().equals("2026-10-05_2026-10-11"))
              .toList();
      assertThat(week)
          .extracting(each -> each.key().recipient())
          .containsExactlyInAnyOrder("one@example.com", "two@example.com");
      assertThat(week.stream().map(Delivery::release).distinct())
          .hasSize(1)
          .allMatch(OptionalLong::isPresent);
    }
  }

  @Test
  void waitsForAReleaseThatCoversItsDays() {
    try (Desk desk = new Desk()) {
      fixture.release(MONDAY.minus(DAY));
      desk.schedule("own", "report: %s\nusers: [%s]\n".formatted(OWN, creator));
      desk.at(MONDAY.minus(Duration.ofHours(1))).declare();
      desk.at(MONDAY).look();
      assertThat(desk.ledger()).isEmpty();
      assertThat(desk.occurrences("own", MONDAY).get(0).note().orElse(""))
          .contains("before 2026-10-11 has ended");
      fixture.release(MONDAY.plusSeconds(60));
      desk.at(MONDAY.plus(Duration.ofMinutes(10))).look();
      assertThat(desk.recipients(Channel.EMAIL, "2026-10-11"))
          .containsExactly(ADDRESSES.get(creator));
    }
  }

  @Test
  void whatCannotBeMadeIsToldToItsMakerOnceAndToTheOperator() {
    try (Desk desk = new Desk()) {
      fixture.release(MONDAY.plus(DAY));
      desk.schedule("wrong", "report: %s\nusers: [%s]\n".formatted(WRONG, colleague));
      desk.schedule("gone", "report: nobody's\nfolder: lost\n");
      desk.at(MONDAY.minus(DAY)).declare();
      desk.at(MONDAY).look();
      desk.at(MONDAY.plus(DAY)).look();
      assertThat(desk.ledger())
          .singleElement()
          .satisfies(
              told -> {
                assertThat(told.key().recipient()).isEqualTo(ADDRESSES.get(creator));
                assertThat(told.subject()).isEqualTo("No report: Wrong");
              });
      assertThat(desk.alerts)
          .extracting(DaybookException::getMessage)
          .isNotEmpty()
          .allSatisfy(text -> assertThat(text).doesNotContain("revenu"))
          .anyMatch(text -> text.contains("daybook report custom renoz says why"))
          .filteredOn(text -> text.contains("no such report any more"))
          .as("on two days, once")
          .singleElement()
          .asString()
          .contains("remove the schedule's file, or name one of daybook report custom renoz");
      assertThat(desk.occurrences("gone", MONDAY))
          .extracting(Occurrence::status)
          .hasSizeGreaterThan(0)
          .containsOnly(OccurrenceStatus.FAILED);
    }
  }

  @Test
  void aFileThatCannotBeMeantIsRefusedWithAllThatIsWrong() {
    try (Desk desk = new Desk()) {
      assertThatThrownBy(() -> desk.schedule("x", "report: a\nformat: doc\nfolder: ../x\n"))
          .hasMessageContaining("must be one of pdf, xlsx, csv, html")
          .hasMessageContaining("must be a path below delivery.folder");
      assertThatThrownBy(() -> desk.schedule("x", "report: a\n"))
          .hasMessageContaining("goes to nobody: name users, emails or a folder");
      assertThatThrownBy(() -> desk.schedule("x", "folder: a\n")).hasMessageContaining("report");
    }
  }
}
