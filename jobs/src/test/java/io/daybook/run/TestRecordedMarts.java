package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
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

  @TempDir Path directory;

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
