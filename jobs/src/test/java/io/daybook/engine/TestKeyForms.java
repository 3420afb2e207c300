package io.daybook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.parquet.ParquetTable;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.KeyForm;
import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.NewFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Keys are 16 bytes in files and texts to people, whichever engine wrote the files. */
class TestKeyForms {
  static final List<String> NAMES = Engines.NAMES;

  private static final String FIRST = "00112233-4455-6677-8899-aabbccddeeff";
  private static final String LAST = "ffeeddcc-bbaa-9988-7766-554433221100";
  private static final Schema SCHEMA =
      Schema.of(
          Column.of("key", DataType.UUID),
          Column.of("parent", DataType.UUID),
          Column.of("name", DataType.TEXT));

  @TempDir Path directory;

  @ParameterizedTest
  @FieldSource("NAMES")
  void areTextsToPeopleAndBytesInFiles(String name) throws Exception {
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    try (Engine engine =
        Engines.open(name, EngineSettings.defaults(directory.resolve("temporary")), files)) {
      engine.register(dataset(Dataset.Layer.RAW, SCHEMA, raw(files)));
      List<DataFile> written =
          engine.write(
              new Engine.Output(
                  """
                  select child."key", "parent"."key" as "parent", uuid_text(child."key") as "name"
                  from raw."x" as child
                  left join raw."x" as "parent"
                      on "parent"."key" = child."parent"
                  where child."key" <> as_uuid('%s')"""
                      .formatted("00000000-0000-0000-0000-000000000000"),
                  SCHEMA,
                  "data/r1/facts/x",
                  KeyForm.STORED));
      engine.register(dataset(Dataset.Layer.FACT, SCHEMA, written));

      List<List<Object>> rows =
          List.of(Arrays.asList(FIRST, null, FIRST), Arrays.asList(LAST, FIRST, LAST));
      String all = "select key, parent, name from facts.x order by key nulls last";
      assertThat(engine.rows(all)).isEqualTo(rows);
      assertThat(engine.rows(all, KeyForm.STORED)).isEqualTo(rows);
      assertThat(
              engine.rows(
                  "select count(*) as n from facts.x where key = name and key like 'ffeedd%'"
                      + " and coalesce(parent, '(none)') <> '(none)'"))
          .hasToString("[[1]]");
      assertThat(types(files, written))
          .allMatch(
              ("[key FIXED_LEN_BYTE_ARRAY BLOB, parent FIXED_LEN_BYTE_ARRAY BLOB,"
                      + " name BYTE_ARRAY VARCHAR]")
                  ::equals);
    }
  }

  /** As the extraction writes them; the last row's parent is no key. */
  private static List<DataFile> raw(FileStore files) throws IOException {
    NewFile file = files.create("data/r1/raw/x/0.parquet");
    List<List<Object>> rows =
        List.of(
            Arrays.asList(LAST, FIRST, "last"),
            Arrays.asList(FIRST, "99999999-0000-0000-0000-000000000000", "first"));
    return List.of(file.seal(ParquetTable.write(file, SCHEMA, Map.of(), rows)));
  }

  private static Dataset dataset(Dataset.Layer layer, Schema schema, List<DataFile> files) {
    return new Dataset(layer, "x", "a test", List.of(), schema, "test", 1, files);
  }

  private static List<String> types(FileStore files, List<DataFile> written) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      List<String> types = new ArrayList<>();
      for (DataFile file : written) {
        try (ResultSet result =
            statement.executeQuery(
                "select list(name || ' ' || type || ' ' || duckdb_type)"
                    + " from parquet_schema('%s') where type is not null"
                        .formatted(files.local(file.path())))) {
          result.next();
          types.add(result.getString(1));
        }
      }
      assertThat(types).isNotEmpty();
      return types;
    }
  }
}
