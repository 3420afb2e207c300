package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.engine.SharedSpark;
import io.daybook.postgres.TestPostgres;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was recorded of a day stays, whatever the source says of it later. */
class TestRecordedMarts {
  private static final String STATE =
      "select organization_id, day, entity, status, items, amount, release"
          + " from recorded.mv_daily_state order by all nulls last";
  private static final String DAYS =
      "select count(distinct day) from recorded.mv_daily_state group by organization_id"
          + " order by organization_id";

  /** Tables whose rows the day of a state counts, and whether they are deleted softly. */
  private static final Map<String, Boolean> COUNTED =
      Map.ofEntries(
          Map.entry("orders", true),
          Map.entry("opportunities", true),
          Map.entry("customers", true),
          Map.entry("job_assignments", false),
          Map.entry("projects", true),
          Map.entry("issues", true),
          Map.entry("sla_tracking", false),
          Map.entry("warranty_claims", false),
          Map.entry("warranties", true),
          Map.entry("return_authorizations", false),
          Map.entry("purchase_orders", true),
          Map.entry("payment_schedules", true),
          Map.entry("credit_notes", true),
          Map.entry("deferred_revenue", true),
          Map.entry("revenue_recognition", true),
          Map.entry("inventory", false));

  @TempDir Path directory;

  /** A night comes hours after the day ended: what it sees is not all of that day. */
  @Test
  void recordsWhatStoodWhenTheDayEnded() throws SQLException {
    requireWhatStood("duckdb");
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void recordsWhatStoodWhenTheDayEndedOnSpark() throws SQLException {
    SharedSpark.hold();
    requireWhatStood("spark");
  }

  private void requireWhatStood(String engine) throws SQLException {
    try (NightFixture fixture = NightFixture.open(directory, 23)) {
      for (Map.Entry<String, Boolean> table : COUNTED.entrySet()) {
        setFor(fixture, table.getKey(), "created_at = now()", "asc");
        if (table.getValue()) {
          setFor(fixture, table.getKey(), "deleted_at = now()", "desc");
        }
      }
      Manifest manifest = fixture.run(engine);
      assertThat(fixture.recorded(manifest.release(), "mv_daily_state"))
          .containsExactlyElementsOf(fixture.oracle("mv_daily_state", manifest));
      assertThat(fixture.query(1, "select distinct entity from recorded.mv_daily_state"))
          .as("the tables, booked orders and the organisation")
          .hasSize(COUNTED.size() + 2);
      assertThat(fixture.query(1, "select distinct as_of_instant from recorded.mv_daily_state"))
          .containsExactly(List.of(manifest.asOf().atOffset(ZoneOffset.UTC)));
    }
  }

  private static void setFor(NightFixture fixture, String table, String change, String order)
      throws SQLException {
    update(
        fixture.database,
        "update %1$s set %2$s where id in (select id from %1$s order by id %3$s limit 5)"
            .formatted(table, change, order));
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void theFirstReleaseAfterADayWritesItAndNoLaterOneOrRollbackChangesIt() throws SQLException {
    try (NightFixture fixture = NightFixture.open(directory, 21)) {
      update(fixture.database, "update organizations set timezone = 'Pacific/Pago_Pago'");
      fixture.run("duckdb");
      List<List<Object>> first = fixture.query(1, STATE);
      assertThat(first).isNotEmpty();

      update(fixture.database, "update orders set status = 'cancelled', total = total + 1");
      fixture.run("duckdb");
      assertThat(fixture.query(2, STATE)).as("the same day, seen again").isEqualTo(first);
      assertThat(fixture.query(2, "select distinct status from facts.orders"))
          .as("what is there now")
          .isEqualTo(List.of(List.of("cancelled")));

      // A day or two are over at once: the zones are 25 hours apart.
      update(fixture.database, "update organizations set timezone = 'Pacific/Kiritimati'");
      fixture.run("duckdb");
      List<List<Object>> both = fixture.query(3, STATE);
      assertThat(both).containsAll(first).hasSizeGreaterThan(first.size());
      assertThat(fixture.query(3, DAYS)).isNotEmpty().allMatch(row -> row.get(0).equals(2L));

      upkeep(fixture).rollback(1);
      assertThat(fixture.query(4, STATE)).as("after a rollback").isEqualTo(both);
      fixture.run("duckdb");
      assertThat(fixture.query(5, STATE)).as("after a rollback and a rerun").isEqualTo(both);
    }
  }

  private static Upkeep upkeep(NightFixture fixture) {
    NightSetup setup = fixture.setup();
    return new Upkeep(
        setup.model().name(), setup.state(), setup.files(), setup.leaseTtl(), Clock.systemUTC());
  }

  private static void update(TestPostgres database, String sql) throws SQLException {
    try (Connection owner = database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }
}
