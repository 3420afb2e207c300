package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.parquet.ParquetTable;
import io.daybook.postgres.TestPostgres;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.NewFile;
import io.daybook.warehouse.ReadOnlyQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an older Daybook has recorded stays readable in the columns of this one. */
class TestOlderRecords {
  private static final Schema QUARANTINE_BEFORE_CELLS =
      Schema.of(
          new Column("release", DataType.BIGINT, false, ""),
          new Column("source_table", DataType.TEXT, false, ""),
          new Column("row_key", DataType.TEXT, false, ""),
          new Column("source_column", DataType.TEXT, false, ""),
          new Column("reason", DataType.TEXT, false, ""));

  @TempDir static Path directory;

  private static State state;

  @BeforeAll
  static void open() {
    TestPostgres database = TestPostgres.database();
    state =
        State.open(
            StateSettings.server(database.url(), database.user(), database.password()),
            Clock.systemUTC());
  }

  @AfterAll
  static void close() {
    state.close();
  }

  @Test
  void lossesOfAnOlderSchemaAreKeptByANightThatLosesNothing() throws Exception {
    BookShop shop = BookShop.open(directory.resolve("losses"));
    NightSetup setup = shop.setup(state, directory.resolve("losses"));
    publishWithOlderLosses(setup, run(setup));
    Manifest after = run(setup);
    assertThat(after.release()).isEqualTo(3);
    assertThat(
            query(
                setup,
                after,
                "select release, source_table, reason, lost from recorded.quarantine"))
        .hasToString("[[1, orders, infinity, null]]");
  }

  /**
   * What Daybook records under another name now has all that it had under its old one; and a mart
   * that was recorded stays when its definition goes.
   */
  @Test
  void whatIsRecordedUnderAnotherNameOrNoMoreIsKept() throws Exception {
    Path home = directory.resolve("names");
    BookShop shop = BookShop.open(home);
    shop.define("marts/opened.sql", "select branch_id, name from facts.tenants");
    shop.define(
        "marts/opened.yml",
        """
        description: The branches that were there
        grain: [branch_id]
        recorded_per: [branch_id]
        columns:
          - {name: branch_id, type: text, meaning: branch}
          - {name: name, type: text, meaning: its name}
        """);
    NightSetup setup = shop.setup(state, home);
    Manifest first = run(setup);
    publish(
        setup, first, first.datasets().stream().map(TestOlderRecords::underItsOldName).toList());
    Files.delete(home.resolve("sql/bookshop/marts/opened.sql"));
    Files.delete(home.resolve("sql/bookshop/marts/opened.yml"));

    NightSetup without = shop.setup(state, home);
    run(without);
    Manifest after = run(without);

    assertThat(
            query(
                without,
                after,
                "select release, count(*) from recorded.relation_counts group by 1 order by 1"))
        .as("release 2 shows what release 1 recorded")
        .hasToString("[[1, 3], [3, 3], [4, 3]]");
    assertThat(after.dataset("recorded.quality_checks")).isEmpty();
    assertThat(query(without, after, "select branch_id, name from recorded.opened order by 1"))
        .hasToString("[[north, North], [south, South]]");
    assertThat(after.dataset("recorded.opened")).isEqualTo(first.dataset("recorded.opened"));
  }

  private static Dataset underItsOldName(Dataset dataset) {
    return dataset.name().equals("recorded.relation_counts")
        ? new Dataset(
            dataset.layer(),
            "quality_checks",
            dataset.description(),
            dataset.grain(),
            dataset.schema(),
            "quality_checks",
            dataset.builtIn(),
            dataset.files())
        : dataset;
  }

  private static Manifest run(NightSetup setup) {
    return new Night(setup, new RunListener() {}).run("duckdb");
  }

  private static List<List<Object>> query(NightSetup setup, Manifest release, String sql)
      throws SQLException {
    try (Connection connection = new AnalystDatabase(setup.files()).open(release.release())) {
      return ReadOnlyQuery.run(connection, sql, 9).rows();
    }
  }

  /** The release as its successor, with the losses as they were recorded before cells were lost. */
  private static void publishWithOlderLosses(NightSetup setup, Manifest now) throws Exception {
    NewFile file = setup.files().create("data/older/recorded/quarantine/part-00000.parquet");
    ParquetTable.write(
        file,
        QUARANTINE_BEFORE_CELLS,
        Map.of(),
        List.of(List.of(1L, "orders", "7", "due_on", "infinity")));
    Dataset older =
        new Dataset(
            Dataset.Layer.RECORDED,
            "quarantine",
            "Rows that were left out",
            List.of(),
            QUARANTINE_BEFORE_CELLS,
            "quarantine",
            1,
            List.of(file.seal(1)));
    publish(
        setup,
        now,
        Stream.concat(
                now.datasets().stream().filter(each -> !each.name().equals(older.name())),
                Stream.of(older))
            .toList());
  }

  /** The release as its successor, with these datasets. */
  private static void publish(NightSetup setup, Manifest now, List<Dataset> datasets) {
    setup
        .releases()
        .publish(
            new Manifest(
                now.release() + 1,
                OptionalLong.of(now.release()),
                now.source(),
                now.run(),
                now.daybook(),
                now.engine(),
                now.asOf(),
                now.publishedAt(),
                OptionalLong.empty(),
                now.snapshot(),
                datasets,
                now.checks(),
                now.database()));
  }
}
