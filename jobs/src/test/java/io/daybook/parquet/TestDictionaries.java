package io.daybook.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written through dictionaries, beside them and across their end is read back. */
class TestDictionaries {
  private static final int ROWS = 120_000;
  private static final Schema SCHEMA =
      Schema.of(
          new Column("row_number", DataType.INTEGER, false, ""),
          Column.of("a_text", DataType.TEXT),
          Column.of("an_integer", DataType.INTEGER),
          Column.of("a_bigint", DataType.BIGINT));

  @TempDir Path folder;
  private int files;

  @Test
  void fewValuesTakeADictionary() throws Exception {
    List<List<Object>> rows = rows(i -> "status " + i % 7, i -> i % 90, i -> -5L * (i % 1_000));
    assertThat(encodings(written(rows))).containsExactly("PLAIN_DICTIONARY");
  }

  @Test
  void valuesThatNeverRepeatTakeNone() throws Exception {
    List<List<Object>> rows = rows(i -> "key " + i, i -> i * 7, i -> (long) i << 40);
    assertThat(encodings(written(rows))).containsExactly("PLAIN");
  }

  @Test
  void aDictionaryThatFillsUpKeepsThePagesBefore() throws Exception {
    IntFunction<Object> text = i -> (i < 60_000 ? i % 50 : i) + "-" + "x".repeat(30);
    IntFunction<Object> number = i -> i < 60_000 ? i % 50L : 1_000_003L * i;
    List<List<Object>> rows = rows(text, i -> i, number);
    assertThat(encodings(written(rows))).contains("PLAIN", "PLAIN_DICTIONARY");
  }

  @Test
  void nothingButNullIsAColumnToo() throws Exception {
    written(rows(i -> null, i -> null, i -> null));
    written(rows(i -> i < 50_000 ? null : "late", i -> i % 3 == 0 ? null : i % 5, i -> null));
  }

  @Test
  void whateverComesIsReadBack() throws Exception {
    long seed = 20261121;
    for (int run = 0; run < 4; run++) {
      Random random = new Random(seed + run);
      int kinds = 1 + random.nextInt(40_000);
      IntFunction<Object> text =
          i ->
              random.nextInt(10) == 0
                  ? null
                  : "é".repeat(random.nextInt(4)) + random.nextInt(kinds) + " ".repeat(i % 3);
      IntFunction<Object> whole = i -> random.nextInt(kinds) - kinds / 2;
      IntFunction<Object> large =
          i -> random.nextBoolean() ? random.nextLong() : (Object) (long) random.nextInt(kinds);
      assertThat(written(rows(text, whole, large))).as("seed %d", seed + run).exists();
    }
  }

  /** A reader passes over row groups by them. */
  @Test
  void theSmallestAndTheLargestValueAreTold() throws Exception {
    Random random = new Random(20261121);
    for (int kinds : List.of(3, 500, 1_000_000_000)) {
      IntFunction<Object> text =
          i ->
              random.nextInt(9) == 0
                  ? null
                  : "alike é " + "x".repeat(i % 2) + random.nextInt(kinds);
      IntFunction<Object> whole = i -> random.nextInt(kinds) - kinds / 2;
      IntFunction<Object> large = i -> random.nextInt(9) == 0 ? null : random.nextInt(kinds) * -7L;
      Path file = written(rows(text, whole, large));
      String told =
          "select min(stats_min_value), max(stats_max_value), sum(stats_null_count)"
              + " from parquet_metadata('%s') where path_in_schema = '%s'";
      String held =
          "select min(%2$s)::varchar, max(%2$s)::varchar, count(*) - count(%2$s) from '%1$s'";
      for (String column : List.of("a_text", "an_integer", "a_bigint")) {
        assertThat(read(told.formatted(file, column)).toString())
            .as("%s of %d kinds", column, kinds)
            .isEqualTo(read(held.formatted(file, column)).toString());
      }
    }
  }

  private static List<List<Object>> rows(
      IntFunction<Object> text, IntFunction<Object> whole, IntFunction<Object> large) {
    return IntStream.range(0, ROWS)
        .mapToObj(i -> Arrays.asList((Object) i, text.apply(i), whole.apply(i), large.apply(i)))
        .toList();
  }

  /** Writes the rows, and demands them back from DuckDB. */
  private Path written(List<List<Object>> rows) throws IOException, SQLException {
    Path file = folder.resolve(files++ + ".parquet");
    ParquetTable.write(new LocalOutputFile(file), SCHEMA, Map.of(), rows);
    assertThat(read("select * from '" + file + "' order by row_number")).isEqualTo(rows);
    return file;
  }

  private static Set<String> encodings(Path file) throws SQLException {
    Set<String> encodings = new TreeSet<>();
    String metadata =
        "select encodings from parquet_metadata('%s') where path_in_schema = 'a_text'";
    for (List<Object> row : read(metadata.formatted(file))) {
      Collections.addAll(encodings, row.get(0).toString().replaceAll("[\\[\\] ]", "").split(","));
    }
    // the encodings of levels
    encodings.removeAll(Set.of("RLE", "BIT_PACKED"));
    return encodings;
  }

  private static List<List<Object>> read(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<List<Object>> rows = new ArrayList<>();
      while (result.next()) {
        Object[] row = new Object[result.getMetaData().getColumnCount()];
        for (int i = 0; i < row.length; i++) {
          row[i] = result.getObject(i + 1);
        }
        rows.add(Arrays.asList(row));
      }
      return rows;
    }
  }
}
