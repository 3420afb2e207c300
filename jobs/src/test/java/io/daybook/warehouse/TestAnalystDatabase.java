package io.daybook.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.parquet.ParquetTable;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestAnalystDatabase {
  private TinyWarehouse warehouse;

  @BeforeEach
  void open(@TempDir Path folder) {
    warehouse = new TinyWarehouse(folder.resolve("it's here/tiny"));
  }

  private static List<List<Object>> rows(Connection connection, String sql) {
    return ReadOnlyQuery.run(connection, sql, 1_000).rows();
  }

  @Test
  void showsMartsAsTablesAndTheRestAsViewsWithTheirMeaning() throws Exception {
    warehouse.publish("run-1");
    try (Connection connection = new AnalystDatabase(warehouse.files).open(1)) {
      assertThat(
              rows(
                  connection,
                  "select schema_name, table_name, comment from duckdb_tables() order by 2"))
          .hasToString(
              "[[main, orders, One row an order's marts], [main, release, Which release this file"
                  + " shows; as_of is the instant the source is shown at]]");
      assertThat(
              rows(
                  connection,
                  "select schema_name, comment from duckdb_views() where not internal order by 1"))
          .hasToString(
              "[[facts, One row an order's facts], [raw, One row an order's raw], [recorded, One"
                  + " row an order's recorded]]");
      assertThat(
              rows(
                  connection,
                  "select schema_name, column_name, data_type, comment from duckdb_columns() where"
                      + " table_name = 'orders' and schema_name in ('main', 'facts')"
                      + " order by schema_name, column_index"))
          .hasSize(10)
          .contains(
              List.of("main", "amount", "DECIMAL(12,2)", "It's net, in AUD"),
              List.of("facts", "amount", "DECIMAL(12,2)", "It's net, in AUD"),
              List.of("main", "order", "INTEGER", "A word that SQL keeps for itself"));
      assertThat(rows(connection, "select release, source, run, engine, daybook from release"))
          .hasToString("[[1, tiny, run-1, duckdb, test]]");
      assertThat(rows(connection, "select tenant, \"order\", amount from marts.orders"))
          .hasToString("[[t0, 2, 2.00], [t1, 1, 1.00], [t1, 3, 3.00]]");
    }
  }

  @Test
  void showsADatasetWithoutRowsToo() throws Exception {
    List<Dataset> empty =
        List.of(
            new Dataset(
                Dataset.Layer.MART, "m", "d", List.of(), TinyWarehouse.SCHEMA, "h", 1, List.of()),
            new Dataset(
                Dataset.Layer.RAW, "r", "d", List.of(), TinyWarehouse.SCHEMA, "h", 1, List.of()));
    DataFile database = new AnalystDatabase(warehouse.files).build("x/m.duckdb", about(), empty);
    warehouse.releases.publish(
        TinyWarehouse.manifest("run", 0, empty, database, warehouse.clock.instant()));
    try (Connection connection = new AnalystDatabase(warehouse.files).open(1)) {
      assertThat(rows(connection, "select count(amount) from (from marts.m union all from raw.r)"))
          .hasToString("[[0]]");
    }
  }

  @Test
  void showsRecordedRowsOfReleasesThatHadFewerColumns() throws Exception {
    Schema then = Schema.of(Column.of("release", DataType.BIGINT));
    Schema now = Schema.of(then.columns().get(0), Column.of("unmapped", DataType.BIGINT));
    List<DataFile> files =
        List.of(written("0", then, List.of(1L)), written("1", now, List.of(2L, 7L)));
    Dataset recorded = new Dataset(Dataset.Layer.RECORDED, "q", "d", List.of(), now, "h", 2, files);
    DataFile database =
        new AnalystDatabase(warehouse.files).build("x/m.duckdb", about(), List.of(recorded));
    warehouse.releases.publish(
        TinyWarehouse.manifest("run", 0, List.of(recorded), database, warehouse.clock.instant()));
    try (Connection connection = new AnalystDatabase(warehouse.files).open(1)) {
      assertThat(rows(connection, "from recorded.q order by release"))
          .hasToString("[[1, null], [2, 7]]");
    }
  }

  private DataFile written(String name, Schema schema, List<Object> row) throws IOException {
    NewFile file = warehouse.files.create("data/run/recorded/q/" + name + ".parquet");
    return file.seal(ParquetTable.write(file, schema, Map.of(), List.of(row)));
  }

  private static AnalystDatabase.About about() {
    return new AnalystDatabase.About(1, "tiny", "run", "duckdb", "test", Instant.EPOCH);
  }

  @Test
  void replacesWhatAKilledAttemptLeft() throws Exception {
    Manifest manifest = warehouse.prepare("run-1", 0);
    Path file = warehouse.root.resolve(manifest.database().path());
    Files.delete(file);
    Files.writeString(file, "half a file");
    Files.writeString(file.resolveSibling("marts.duckdb.wal"), "half a log");
    DataFile again =
        new AnalystDatabase(warehouse.files)
            .build(manifest.database().path(), about(), manifest.datasets());
    try (var left = Files.list(file.getParent())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("raw", "facts", "marts", "recorded", "marts.duckdb");
    }
    warehouse.releases.publish(
        TinyWarehouse.manifest("run-1", 0, manifest.datasets(), again, warehouse.clock.instant()));
    try (Connection connection = new AnalystDatabase(warehouse.files).open(1)) {
      assertThat(rows(connection, "select sum(amount) from marts.orders")).hasToString("[[6.00]]");
    }
  }

  @Test
  void isAnOrdinaryFileForAnalysts() throws Exception {
    warehouse.publish("run-1");
    String path = warehouse.root.resolve("marts.duckdb").toString();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("attach '" + path.replace("'", "''") + "' as marts (read_only)");
      assertThat(sum(statement, "marts.orders")).isEqualTo("6.00");
      assertThat(sum(statement, "marts.facts.orders")).isEqualTo("6.00");
    }
  }

  /**
   * DuckDB names the catalog after the file: {@code marts.orders} is a table of its main schema.
   */
  @Test
  void readsTheSameWhereTheFileWasOpenedUnderItsOwnName() throws Exception {
    warehouse.publish("run-1");
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:duckdb:" + warehouse.root.resolve("marts.duckdb"), readOnly);
        Statement statement = connection.createStatement()) {
      assertThat(sum(statement, "marts.orders")).isEqualTo("6.00");
      assertThat(sum(statement, "facts.orders")).isEqualTo("6.00");
    }
  }

  private static String sum(Statement statement, String table) throws SQLException {
    try (ResultSet result = statement.executeQuery("select sum(amount) from " + table)) {
      result.next();
      return result.getString(1);
    }
  }

  @Test
  void namesAFileThatDuckCannotRead() throws Exception {
    Manifest manifest = warehouse.publish("run-1");
    Path file = warehouse.root.resolve(manifest.database().path());
    Files.setPosixFilePermissions(
        file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(file, "not a database");
    DaybookException failure =
        catchThrowableOfType(
            DaybookException.class, () -> new AnalystDatabase(warehouse.files).open(1));
    assertThat(failure.code()).isEqualTo(Code.RELEASE_CORRUPT);
    assertThat(failure).hasMessageContaining("releases/1/marts.duckdb");
    assertThat(
            catchThrowableOfType(
                    DaybookException.class, () -> new AnalystDatabase(warehouse.files).open(2))
                .code())
        .isEqualTo(Code.RELEASE_MISSING);
  }
}
