package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.cli.CommandLines.Result;
import io.daybook.postgres.TestPostgres;
import io.daybook.run.Kiosk;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say of organisations that get no report, or other days than they asked for. */
class TestOddTenants {
  private static final String SUSPENDED = "10000000003";
  private static final String MISSING = "10000000004";
  private static final String NO_ZONE = "10000000005";
  private static final String JAPANESE = "10000000006";
  private static final String NO_CURRENCY = "10000000007";

  @TempDir static Path home;

  private static Kiosk kiosk;
  private static State state;
  private static CommandLines shell;
  private static Result night;

  @BeforeAll
  static void makeARelease() throws IOException, SQLException {
    TestPostgres database = TestPostgres.database();
    state =
        State.open(
            StateSettings.server(database.url(), database.user(), database.password()),
            Clock.systemUTC());
    kiosk = Kiosk.open(home, "kiosk", "JPY");
    kiosk.write(
        "reports/organisations.sql",
        """
        select
            group_id as tenant,
            name,
            is_live and name <> 'Suspended' as is_live,
            zone,
            is_zone_valid,
            currency,
            case name when 'Japanese' then 'ja' else 'en-AU' end as locale
        from facts.tenants
        where name <> 'Missing'
        """);
    kiosk.execute(
        """
        insert into "group" values
            (%s, 'Suspended', 'UTC', 'JPY'), (%s, 'Missing', 'UTC', 'JPY'),
            (%s, 'No zone', '+10:00', 'JPY'), (%s, 'Japanese', 'Asia/Tokyo', 'JPY'),
            (%s, 'No currency', 'UTC', 'YEN');
        delete from scheduled where id > 100;
        insert into scheduled
        select 100 + right(g.id::text, 1)::int, g.id, 1, 'Week', 'weekly', 'pdf', null, null,
            s.emails, s.users, s.metrics
        from scheduled as s, "group" as g
        where g.id > 10000000002;
        delete from custom where id > 0;
        update custom set definition = '{"metrics": ["sold"], "period": "last_90_days"}';
        insert into custom
        select right(g.id::text, 1)::int, g.id, 1, 'Own', c.definition, true
        from custom as c, "group" as g
        where g.id > 10000000002;
        """
            .formatted(SUSPENDED, MISSING, NO_ZONE, JAPANESE, NO_CURRENCY));
    Path file = home.resolve("daybook.yml");
    Files.writeString(
        file,
        "state: {url: \"%s\", user: %s, password: {env: STATE}}\nengine: duckdb\nsources:\n"
                .formatted(database.url(), database.user())
            + kiosk.configuration());
    Files.createDirectories(home.resolve("schedules"));
    Files.writeString(
        home.resolve("schedules/kiosk-reports.yml"), "source: kiosk\nwhat: reports\nat: '06:00'\n");
    shell =
        new CommandLines(
            home,
            Map.of(
                "DAYBOOK_CONFIG", file.toString(),
                "STATE", database.password(),
                "KIOSK", Kiosk.PASSWORD));
    night = shell.run("run", kiosk.name);
    assertThat(night.exitCode()).as(night.out() + night.err()).isZero();
  }

  @AfterAll
  static void close() {
    state.close();
  }

  @Test
  void haveTheReasonInTheListOfReportsAndNoTimeThatIsNotKept() throws IOException {
    Map<String, String> problems = new TreeMap<>();
    Map<String, Boolean> isDue = new TreeMap<>();
    for (JsonNode row : new ObjectMapper().readTree(shell.run("report", "list", "--json").out())) {
      problems.put(row.at("/tenant").asText(), row.at("/problems").asText());
      isDue.put(row.at("/tenant").asText(), row.at("/next_due").isTextual());
    }
    assertThat(problems)
        .containsEntry("10000000001", "")
        .containsEntry(SUSPENDED, "the organisation is deleted or suspended")
        .containsEntry(MISSING, "the organisation is not in the release")
        .hasEntrySatisfying(
            NO_ZONE,
            text -> assertThat(text).startsWith("the organisation's time zone is not a region"))
        .hasEntrySatisfying(
            NO_CURRENCY, text -> assertThat(text).contains("currency YEN is none of ISO 4217"))
        .containsEntry(
            JAPANESE,
            "dates are written as 2026-11-28: the font of reports lacks the letters of locale ja");
    assertThat(isDue)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "10000000001",
                true,
                SUSPENDED,
                false,
                MISSING,
                false,
                NO_ZONE,
                false,
                JAPANESE,
                true,
                NO_CURRENCY,
                false));
  }

  @Test
  void haveTheSameReasonInTheListOfCustomReports() throws IOException {
    Map<String, String> problems = new TreeMap<>();
    for (JsonNode row :
        new ObjectMapper().readTree(shell.run("report", "custom", "--json").out())) {
      problems.put(row.at("/tenant").asText(), row.at("/problems").asText());
    }
    assertThat(problems)
        .containsEntry("10000000001", "")
        .containsEntry(SUSPENDED, "the organisation is deleted or suspended")
        .containsEntry(MISSING, "the organisation is not in the release")
        .hasEntrySatisfying(
            NO_ZONE,
            text -> assertThat(text).startsWith("the organisation's time zone is not a region"));
  }

  @Test
  void areNamedByTheNightAndByStatusWhereTheirDaysAreOfTheDefaultZone() throws IOException {
    assertThat(night.err())
        .contains(
            "The zone of 1 tenant is not a time zone, its days are of UTC: " + NO_ZONE + "\n");
    JsonNode status = new ObjectMapper().readTree(shell.run("status", "--json").out());
    assertThat(status.at("/zones/0/without_zone").asInt()).isEqualTo(1);
    assertThat(status.at("/zones/0/tenants").asText()).isEqualTo(NO_ZONE);
  }

  /** The server's clocks stand at UTC in every zone, in this database alone. */
  @Test
  void haveZonesThatSourceCheckComparesWithTheServers() throws SQLException {
    assertThat(shell.run("source", "check", kiosk.name).out()).doesNotContain("SRC-ZONES");
    kiosk.execute(
        """
        set allow_system_table_mods = on;
        create or replace function pg_catalog.extract(text, timestamptz) returns numeric
            language sql stable as $$ select 0.0 $$
        """);
    Result check = shell.run("source", "check", kiosk.name);
    assertThat(check.exitCode()).as("a warning").isZero();
    assertThat(check.out())
        .containsPattern(
            "warning +SRC-ZONES +zone Asia/Tokyo +Asia/Tokyo is at \\+09:00 from .* by the rules .*,"
                + " and at Z by those of PostgreSQL .*; update the older rules: .*zone_rules")
        .doesNotContain("zone UTC");
  }
}
