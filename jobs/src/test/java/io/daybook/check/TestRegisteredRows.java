package io.daybook.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.engine.Engine;
import io.daybook.engine.EngineSettings;
import io.daybook.engine.Engines;
import io.daybook.parquet.ParquetTable;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.NewFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestRegisteredRows {
  private static final Schema SCHEMA = Schema.of(Column.of("id", DataType.INTEGER));

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "spark"})
  void seesFilesThatAreReadUnderAnotherName(String name) throws IOException {
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    Dataset center = dataset("center", write(files, "center", 3));
    Dataset users = dataset("dbo.Users", write(files, "users", 5));
    Dataset empty = dataset("empty", List.of());
    List<Dataset> written = List.of(center, users, empty);
    try (Engine engine =
        Engines.open(name, EngineSettings.defaults(directory.resolve("tmp")), files)) {
      written.forEach(engine::register);
      assertThat(
              CheckRunner.run(engine, List.of(RegisteredRows.check(written)), List.of()).blocking())
          .isEmpty();

      engine.register(dataset("center", users.files()));
      engine.register(dataset("dbo.Users", center.files()));
      CheckReport report =
          CheckRunner.run(engine, List.of(RegisteredRows.check(written)), List.of());
      assertThat(report.blocking()).hasSize(1);
      assertThatThrownBy(() -> report.throwIfBlocked("own", 1, "nothing"))
          .hasMessageContaining("check datasets.rows found 2 rows")
          .hasMessageContaining("dataset=raw.center written_rows=3 read_rows=5")
          .hasMessageContaining("dataset=raw.dbo.Users written_rows=5 read_rows=3");
    }
  }

  private static Dataset dataset(String table, List<DataFile> files) {
    return new Dataset(
        Dataset.Layer.RAW, table, "a test", List.of(), SCHEMA, "definition", 1, files);
  }

  private static List<DataFile> write(FileStore files, String table, int rows) throws IOException {
    List<List<Object>> values = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      values.add(List.of(i));
    }
    NewFile file = files.create("data/" + table + "/0.parquet");
    return List.of(file.seal(ParquetTable.write(file, SCHEMA, Map.of(), values)));
  }
}
