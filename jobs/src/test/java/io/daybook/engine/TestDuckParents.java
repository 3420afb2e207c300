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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parents that several facts join: DuckDB reads them once, and readers of facts see no difference.
 */
class TestDuckParents {
  private static final String FIRST = "00112233-4455-6677-8899-aabbccddeeff";
  private static final String SECOND = "ffeeddcc-bbaa-9988-7766-554433221100";
  private static final String NOBODY = "99999999-0000-0000-0000-000000000000";

  private static final Schema ORDERS =
      Schema.of(
          Column.of("id", DataType.UUID),
          Column.of("status", DataType.TEXT),
          Column.of("place", DataType.TEXT));
  private static final Schema LINES =
      Schema.of(Column.of("id", DataType.INTEGER), Column.of("order", DataType.UUID));
  private static final Schema FACT =
      Schema.of(
          Column.of("id", DataType.INTEGER),
          Column.of("status", DataType.TEXT),
          Column.of("place", DataType.TEXT));

  private static final String QUERY =
      """
      select base."id", to_order."status", coalesce(to_order."place", 'nowhere') as "place"
      from raw."lines" as base
      left join raw."orders" as to_order
          on to_order."id" = base."order"
          and to_order."place" <> 'hidden'
      """;

  @TempDir Path directory;

  @Test
  void areReadOnceAndSeenAsEver() throws IOException {
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    EngineSettings settings = EngineSettings.defaults(directory.resolve("temporary"));
    try (Engine engine = Engines.open("duckdb", settings, files)) {
      register(
          engine,
          files,
          "orders",
          ORDERS,
          List.of(
              List.of(FIRST, "paid", "Perth"),
              List.of(SECOND, "it's \n new", "hidden"),
              Arrays.asList("00000000-0000-0000-0000-000000000000", null, null)));
      register(
          engine,
          files,
          "lines",
          LINES,
          List.of(List.of(1, FIRST), List.of(2, SECOND), List.of(3, NOBODY), List.of(4, FIRST)));
      List<List<DataFile>> written = new ArrayList<>();
      engine.write(
          List.of(
              new Engine.Output(QUERY, FACT, "data/one", KeyForm.STORED),
              new Engine.Output(QUERY, FACT, "data/two", KeyForm.STORED)),
          (made, i) -> written.add(made));
      written.add(engine.write(new Engine.Output(QUERY, FACT, "data/alone", KeyForm.STORED)));

      for (List<DataFile> made : written) {
        engine.register(dataset(Dataset.Layer.FACT, "fact", FACT, made));
        assertThat(engine.rows("select id, status, place from facts.fact order by id"))
            .containsExactly(
                List.of(1, "paid", "Perth"),
                Arrays.asList(2, null, "nowhere"),
                Arrays.asList(3, null, "nowhere"),
                List.of(4, "paid", "Perth"));
      }
      assertThat(encodings(engine, files, written.get(0))).isEqualTo("RLE_DICTIONARY");
      assertThat(encodings(engine, files, written.get(1))).isEqualTo("RLE_DICTIONARY");
      assertThat(encodings(engine, files, written.get(2))).isNotEqualTo("RLE_DICTIONARY");
      assertThat(
              engine.rows(
                  "select count(*) as n from duckdb_tables() where schema_name = 'parents'"))
          .hasToString("[[0]]");
    }
  }

  @Test
  void areWhatIsJoinedFromTheLeft() {
    JoinedParents joined =
        JoinedParents.of(
            """
            with scope as (
                select keyed."id", any_value(keyed."tenant") as "tenant"
                from raw."orders" as keyed
            )

            select base."id", to_order."status", to_order."kind" as "kind",
                coalesce(to_buyer."name", '') as "name"
            from raw."orders" as base
            left join (
                raw."orders" as to_order
                left join raw."buyers" as to_buyer
                    on to_buyer."id" = to_order."buyer"
            )
                on to_order."id" = base."parent"
            """);
    assertThat(joined.datasets()).containsExactlyInAnyOrder("raw.orders", "raw.buyers");
    assertThat(joined.columns("raw.orders"))
        .containsExactlyInAnyOrder("status", "kind", "buyer", "id");
    assertThat(joined.compared("raw.orders")).containsExactlyInAnyOrder("buyer", "id");
    assertThat(joined.columns("raw.buyers")).containsExactlyInAnyOrder("name", "id");
    assertThat(joined.compared("raw.buyers")).containsExactlyInAnyOrder("name", "id");
    assertThat(joined.over(name -> "x." + name.length()))
        .contains("from raw.\"orders\" as base", "x.10 as to_order", "x.10 as to_buyer")
        .contains("from raw.\"orders\" as keyed");
  }

  private static String encodings(Engine engine, FileStore files, List<DataFile> made) {
    return (String)
        engine
            .rows(
                "select encodings from parquet_metadata('%s') where path_in_schema = 'status'"
                    .formatted(files.local(made.get(0).path())))
            .get(0)
            .get(0);
  }

  private static void register(
      Engine engine, FileStore files, String table, Schema schema, List<List<Object>> rows)
      throws IOException {
    NewFile file = files.create("data/" + table + "/0.parquet");
    long count = ParquetTable.write(file, schema, Map.of(), rows);
    engine.register(dataset(Dataset.Layer.RAW, table, schema, List.of(file.seal(count))));
  }

  private static Dataset dataset(
      Dataset.Layer layer, String table, Schema schema, List<DataFile> files) {
    return new Dataset(layer, table, "a test", List.of(), schema, "test", 1, files);
  }
}
