package io.daybook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fault.DaybookException;
import io.daybook.parquet.ParquetTable;
import io.daybook.postgres.TestPostgres;
import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.NewFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The same datasets in Spark, in DuckDB (both over Parquet) and in PostgreSQL, and the demand that
 * they agree.
 *
 * <pre>{@code
 * warehouse.table("facts.orders", schema, List.of("a", new BigDecimal("1.50")));
 * warehouse.assertQuery("select sum(total) from facts.orders");
 * }</pre>
 */
public final class TestWarehouse implements AutoCloseable {
  private final FileStore files;
  private final Engine spark;
  private final Engine duckdb;
  private final Oracle postgres;
  private int written;

  private TestWarehouse(Path directory) {
    SharedSpark.hold();
    this.files = FileStore.open(directory.resolve("warehouse").toString());
    EngineSettings settings = EngineSettings.defaults(directory.resolve("tmp"));
    this.spark = Engines.open("spark", settings, files);
    this.duckdb = Engines.open("duckdb", settings, files);
    this.postgres = Oracle.open(TestPostgres.database());
  }

  /** An empty warehouse in a folder of the test. */
  public static TestWarehouse open(Path directory) {
    return new TestWarehouse(directory);
  }

  /** The engines under test, Spark first. */
  public List<Engine> engines() {
    return List.of(spark, duckdb);
  }

  /** Where the engines read and write. */
  public FileStore files() {
    return files;
  }

  /**
   * Puts a dataset everywhere.
   *
   * @param name with its layer, {@code facts.orders}
   * @param rows values as {@link Engine#rows} gives them
   */
  public void table(String name, Schema schema, List<? extends List<?>> rows) {
    Dataset dataset = dataset(name, schema, rows.isEmpty() ? List.of() : write(schema, rows));
    engines().forEach(engine -> engine.register(dataset));
    postgres.table(name, schema, rows);
  }

  /** A dataset of files that are there. */
  public static Dataset dataset(String name, Schema schema, List<DataFile> files) {
    String[] parts = name.split("\\.", 2);
    Dataset.Layer layer =
        Arrays.stream(Dataset.Layer.values())
            .filter(each -> each.schema().equals(parts[0]))
            .findFirst()
            .orElseThrow();
    return new Dataset(layer, parts[1], "a test", List.of(), schema, "definition", 1, files);
  }

  private List<DataFile> write(Schema schema, List<? extends List<?>> rows) {
    NewFile file = files.create("data/given/" + written++ + "/0.parquet");
    try {
      return List.of(file.seal(ParquetTable.write(file, schema, Map.of(), rows)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Demands that all three give the same rows, in any order. */
  public List<List<Object>> assertQuery(String sql) {
    Rows oracle = new Rows(postgres.rows(sql));
    for (Engine engine : engines()) {
      Rows rows = new Rows(engine.rows(sql));
      assertThat(rows.comparable(oracle))
          .as("%s and PostgreSQL on: %s", engine.name(), sql)
          .isEqualTo(oracle.comparable(rows));
    }
    return oracle.values();
  }

  /** Demands that all three give these rows, in any order. */
  public void assertQuery(String sql, List<? extends List<?>> expected) {
    Rows wanted = new Rows(expected);
    Rows given = new Rows(assertQuery(sql));
    assertThat(given.comparable(wanted)).as(sql).isEqualTo(wanted.comparable(given));
  }

  /** Demands that all three refuse. */
  public void assertFails(String sql) {
    for (Engine engine : engines()) {
      assertThatThrownBy(() -> engine.rows(sql), "%s on: %s", engine.name(), sql)
          .isInstanceOf(DaybookException.class);
    }
    assertThatThrownBy(() -> postgres.rows(sql), "PostgreSQL on: %s", sql)
        .isInstanceOf(IllegalStateException.class);
  }

  @Override
  public void close() {
    spark.close();
    duckdb.close();
    postgres.close();
  }
}
