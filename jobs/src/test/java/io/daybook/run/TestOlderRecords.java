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
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
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

  @TempDir Path directory;

  @Test
  void lossesOfAnOlderSchemaAreKeptByANightThatLosesNothing() throws Exception {
    BookShop shop = BookShop.open(directory);
    TestPostgres database = TestPostgres.database();
    try (State state =
        State.open(
            StateSettings.server(database.url(), database.user(), database.password()),
            Clock.systemUTC())) {
      NightSetup setup = shop.setup(state, directory);
      publishAsBefore(setup, new Night(setup, new RunListener() {}).run("duckdb"));
      Manifest after = new Night(setup, new RunListener() {}).run("duckdb");
      assertThat(after.release()).isEqualTo(3);
      try (Connection release = new AnalystDatabase(setup.files()).open(after.release())) {
        assertThat(
                ReadOnlyQuery.run(
                        release,
                        "select release, source_table, reason, lost from recorded.quarantine",
                        9)
                    .rows())
            .hasToString("[[1, orders, infinity, null]]");
      }
    }
  }

  /** The release as its successor, with the losses as they were recorded before cells were lost. */
  private static void publishAsBefore(NightSetup setup, Manifest now) throws Exception {
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
    List<Dataset> datasets =
        Stream.concat(
                now.datasets().stream().filter(each -> !each.name().equals(older.name())),
                Stream.of(older))
            .toList();
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
