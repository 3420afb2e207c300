package io.daybook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What engines write, and what they leave where they cannot. */
class TestEngineFiles {
  static final List<String> NAMES = Engines.NAMES;

  private static final String DIRECTORY = "data/r1/facts/x";
  private static final String DIGITS =
      "(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as ";

  @TempDir Path directory;
  private FileStore files;

  @BeforeEach
  void openFiles() {
    files = FileStore.open(directory.resolve("warehouse").toString());
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void holdsTheLongestTheLeastAndNothing(String name) throws IOException {
    Schema schema =
        Schema.of(
            Column.of("id", DataType.INTEGER),
            Column.of("wide", DataType.decimal(38, 10)),
            Column.of("middle", DataType.decimal(18, 2)),
            Column.of("small", DataType.decimal(9, 2)),
            Column.of("note", DataType.TEXT));
    String longest = "1234567890123456789012345678.0123456789";
    try (Engine engine = open(name)) {
      List<DataFile> written =
          engine.write(
              "select 1 as id, cast("
                  + longest
                  + " as decimal(38,10)) as wide, cast(-9999999999999999.99 as decimal(18,2)) as"
                  + " middle, cast(-0.01 as decimal(9,2)) as small, '' as note union all select 2,"
                  + " cast(-0.0000000001 as decimal(38,10)), cast(0.01 as decimal(18,2)),"
                  + " cast(9999999.99 as decimal(9,2)), repeat('ä\uD83D\uDE00', 1000000) union all"
                  + " select 3, null, null, null, null",
              schema,
              DIRECTORY);
      assertThat(written.stream().mapToLong(DataFile::rows).sum()).isEqualTo(3);
      assertAreAsSealed(written);
      engine.register(dataset(schema, written));
      assertThat(engine.rows("select id, wide, middle, small, note from facts.x order by id"))
          .containsExactly(
              List.of(
                  1,
                  new BigDecimal(longest),
                  new BigDecimal("-9999999999999999.99"),
                  new BigDecimal("-0.01"),
                  ""),
              List.of(
                  2,
                  new BigDecimal("-0.0000000001"),
                  new BigDecimal("0.01"),
                  new BigDecimal("9999999.99"),
                  "ä\uD83D\uDE00".repeat(1_000_000)),
              Arrays.asList(3, null, null, null, null));
    }
  }

  /** Length and digest are those of the file, whoever counted them while it was written. */
  private void assertAreAsSealed(List<DataFile> written) throws IOException {
    assertThat(files.list(DIRECTORY)).isEqualTo(written.stream().map(DataFile::path).toList());
    for (DataFile file : written) {
      assertThat(files.length(file.path())).isEqualTo(file.bytes());
      assertThat(files.hasContent(file.path(), file.sha256())).isTrue();
      Path path = Path.of(files.absolute(file.path()));
      try (var footer = ParquetFileReader.open(new LocalInputFile(path))) {
        assertThat(footer.getRecordCount()).isEqualTo(file.rows());
      }
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void leavesNoFileWhereAValueFails(String name) {
    try (Engine engine = open(name)) {
      assertThatThrownBy(
              () ->
                  engine.write(
                      "select cast(case when a.n = 9 and b.n = 9 then 'x' else '1' end as integer)"
                          + " as n from "
                          + DIGITS
                          + "a(n) cross join "
                          + DIGITS
                          + "b(n)",
                      Schema.of(Column.of("n", DataType.INTEGER)),
                      DIRECTORY))
          .hasMessageContaining("ENGINE-FAILED Cannot compute " + DIRECTORY);
      assertThat(files.list(DIRECTORY)).isEmpty();
    }
  }

  @Test
  void keepsNoFileOfAnAttemptThatNobodyHeardOf() throws IOException {
    String stray = DIRECTORY + "/00000-stray.parquet";
    assertThat(files.putIfAbsent(stray, "half".getBytes(StandardCharsets.UTF_8))).isTrue();
    try (Engine engine = open("spark")) {
      Schema schema = Schema.of(Column.of("n", DataType.INTEGER));
      assertAreAsSealed(engine.write("select 1 as n", schema, DIRECTORY));
      assertThat(files.exists(stray)).isFalse();
    }
  }

  /** Rows without end; on Spark the task that writes them looks up. */
  @ParameterizedTest
  @FieldSource("NAMES")
  void stopsWritingRowsWhenToldTo(String name) throws Exception {
    String query =
        IntStream.range(0, 11)
            .mapToObj(i -> DIGITS + "t" + i + "(n)")
            .collect(Collectors.joining(" cross join ", "select t0.n + t9.n as n from ", ""));
    try (Engine engine = open(name)) {
      ScheduledExecutorService stopper = Executors.newSingleThreadScheduledExecutor();
      Future<?> stopping =
          stopper.scheduleWithFixedDelay(engine::cancel, 50, 50, TimeUnit.MILLISECONDS);
      try {
        assertThatThrownBy(
                () -> engine.write(query, Schema.of(Column.of("n", DataType.INTEGER)), DIRECTORY))
            .hasMessageContaining("CANCELLED Cannot compute " + DIRECTORY);
      } finally {
        stopping.cancel(false);
        stopper.shutdown();
        assertThat(stopper.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  private Engine open(String name) {
    if (name.equals("spark")) {
      SharedSpark.hold();
    }
    return Engines.open(name, EngineSettings.defaults(directory.resolve("tmp")), files);
  }

  private static Dataset dataset(Schema schema, List<DataFile> files) {
    return new Dataset(Dataset.Layer.FACT, "x", "a test", List.of("id"), schema, "hash", 1, files);
  }
}
