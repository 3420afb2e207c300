package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.config.QuarantineLimit;
import io.daybook.extract.ExtractionLimits;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a release lacks, it says itself, and it lacks no more than it must. */
class TestLeftOut {
  @TempDir Path directory;

  @Tag("slow")
  @Tag("promise")
  @Test
  void aReleaseNamesTheValuesItLacksAndTheTextsItCouldNotParse() throws SQLException {
    try (NightFixture fixture = NightFixture.open(directory, 5)) {
      execute(
          fixture,
          "update inventory set expiry_date = 'soon'"
              + " where id in (select id from inventory order by id limit 2)",
          "update orders set due_date = 'infinity'"
              + " where id in (select id from orders order by id limit 1)");
      List<List<Object>> unreadable =
          rows(
              fixture,
              "select id::text from inventory where expiry_date !~ '^\\s*\\d{4}-\\d\\d-\\d\\d\\s*$'"
                  + " order by 1");
      assertThat(unreadable).hasSizeBetween(2, 99);

      NightSetup strict = bearing(fixture.setup(), new QuarantineLimit(0, BigDecimal.ONE, 0));
      assertThatThrownBy(() -> new Night(strict, new RunListener() {}).run("duckdb"))
          .hasMessageStartingWith("SRC-POISON Cannot accept the extraction of renoz")
          .hasMessageContaining("orders.due_date: infinity in 1 of ")
          .hasMessageContaining("limit  of a column 0 values");
      assertThat(fixture.releases().current()).isEmpty();

      Manifest first = fixture.run("duckdb");

      String unparsed =
          "select row_key from recorded.unparsed where source_table = 'inventory'"
              + " and source_column = 'expiry_date' and release = %d order by 1";
      assertThat(fixture.query(first.release(), unparsed.formatted(first.release())))
          .isEqualTo(unreadable);
      assertThat(first.checks())
          .contains(
              new CheckOutcome("raw.inventory.expiry_date.unparsed", false, unreadable.size()));
      assertThat(fixture.query(first.release(), "from recorded.quarantine"))
          .containsExactly(
              List.of(
                  first.release(),
                  "orders",
                  rows(fixture, "select min(id::text) from orders").get(0).get(0),
                  "due_date",
                  "infinity",
                  "cell"));
      assertThat(
              fixture.query(
                  first.release(),
                  "select count(*) = %s, count(*) filter (where due_date is null) = %s from facts.orders"
                      .formatted(
                          rows(fixture, "select count(*)::text from orders").get(0).get(0),
                          rows(
                                  fixture,
                                  "select count(*)::text from orders"
                                      + " where due_date is null or due_date = 'infinity'")
                              .get(0)
                              .get(0))))
          .containsExactly(List.of(true, true));

      execute(
          fixture,
          "update inventory set expiry_date = null",
          "update orders set due_date = null where due_date = 'infinity'");
      Manifest second = fixture.run("duckdb");
      assertThat(fixture.query(second.release(), unparsed.formatted(second.release()))).isEmpty();
      assertThat(fixture.query(second.release(), unparsed.formatted(first.release())))
          .as("what a release could not read stays known")
          .isEqualTo(unreadable);
      assertThat(fixture.query(second.release(), "select release from recorded.quarantine"))
          .containsExactly(List.of(first.release()));
    }
  }

  /** No fact reads these: the marts are what the oracle computes from all rows. */
  @Tag("slow")
  @Test
  void aValueThatNothingReadsCostsNoOrganisationAndNoIssue() throws SQLException {
    try (NightFixture fixture = NightFixture.open(directory, 6)) {
      execute(
          fixture,
          "set session_replication_role = replica",
          "update organizations set updated_at = 'infinity'"
              + " where id = (select id from organizations order by id limit 1)",
          "update organizations set updated_at = '-infinity'"
              + " where id = (select id from organizations order by id desc limit 1)",
          "update issues set tags = '[0:1]={a,b}'"
              + " where id in (select id from issues order by id limit 3)");

      Manifest manifest = fixture.run("duckdb");

      for (String mart : List.of("mv_daily_metrics", "mv_current_state")) {
        assertThat(fixture.mart(manifest.release(), mart))
            .as(mart)
            .isNotEmpty()
            .containsExactlyElementsOf(fixture.oracle(mart, manifest));
      }
      assertThat(manifest.snapshot().lacking()).isEmpty();
      assertThat(
              fixture.query(
                  manifest.release(),
                  "select source_table, source_column, lost, count(*) from recorded.quarantine"
                      + " group by all order by all"))
          .containsExactly(
              List.of("issues", "tags", "cell", 3L),
              List.of("organizations", "updated_at", "cell", 2L));
    }
  }

  private static NightSetup bearing(NightSetup usual, QuarantineLimit limit) {
    return new NightSetup(
        usual.definition(),
        usual.source(),
        ExtractionLimits.defaults().withQuarantine(limit),
        usual.state(),
        usual.files(),
        usual.releases(),
        usual.engine(),
        usual.leaseTtl(),
        usual.keep(),
        usual.clock(),
        usual.version());
  }

  /** One column of the source. */
  private static List<List<Object>> rows(NightFixture fixture, String sql) throws SQLException {
    try (Connection owner = fixture.database.connect();
        Statement statement = owner.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<Object>> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(List.of(result.getString(1)));
      }
      return rows;
    }
  }

  private static void execute(NightFixture fixture, String... statements) throws SQLException {
    try (Connection owner = fixture.database.connect();
        Statement statement = owner.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
