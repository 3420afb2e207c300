package io.daybook.engine;

import static io.daybook.engine.EngineFixture.dataset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fault.DaybookException;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.FileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TestEngines {
  static final List<String> NAMES = Engines.NAMES;

  @TempDir Path directory;

  @ParameterizedTest
  @FieldSource("NAMES")
  void writesWhatItReads(String name) {
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    Schema schema =
        Schema.of(
            Column.of("id", DataType.TEXT),
            Column.of("amount", DataType.decimal(12, 2)),
            Column.of("quantity", DataType.INTEGER),
            Column.of("total", DataType.BIGINT),
            Column.of("is_open", DataType.BOOLEAN),
            Column.of("due_date", DataType.DATE),
            Column.of("paid_at", DataType.TIMESTAMP));
    try (Engine engine = open(name, files)) {
      List<DataFile> written =
          engine.write(
              "select 'a' as id, 1.5 as amount, 2 as quantity, sum(7) as total, true as is_open, "
                  + "date '2024-02-29' as due_date, "
                  + engine.literal(Instant.parse("2026-03-28T13:00:00.000001Z"))
                  + " as paid_at",
              schema,
              "data/r1/facts/x");
      assertThat(written).singleElement().satisfies(file -> assertThat(file.rows()).isEqualTo(1));
      engine.register(dataset("x", schema, written));
      assertThat(engine.rows("select * from facts.x"))
          .containsExactly(
              List.of(
                  "a",
                  new BigDecimal("1.50"),
                  2,
                  7L,
                  true,
                  LocalDate.of(2024, 2, 29),
                  Instant.parse("2026-03-28T13:00:00.000001Z")));
      assertThat(engine.write("select * from facts.x where id = 'b'", schema, "data/r1/facts/y"))
          .isEmpty();
      engine.register(dataset("y", schema, List.of()));
      assertThat(engine.rows("select count(*) as n from facts.y"))
          .containsExactly(List.of((Object) 0L));
    }
  }

  @Test
  void takesItsOwnSettingsIntoAContextOfAnother() {
    SharedSpark.hold();
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    EngineSettings settings = EngineSettings.defaults(directory.resolve("tmp"));
    EngineSettings lenient =
        new EngineSettings(
            settings.threads(),
            settings.memory(),
            settings.temporary(),
            settings.sparkMaster(),
            Map.of("spark.sql.ansi.enabled", "false"));
    String wrong = "select cast('x' as integer) is null as a";
    try (Engine strict = Engines.open("spark", settings, files);
        Engine other = Engines.open("spark", lenient, files)) {
      assertThat(other.rows(wrong)).containsExactly(List.of(true));
      assertThatThrownBy(() -> strict.rows(wrong)).hasMessageContaining("CAST_INVALID_INPUT");
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void definesTheFunctionsOfTheDialect(String name) {
    try (Engine engine = open(name, FileStore.open(directory.resolve("warehouse").toString()))) {
      assertThat(value(engine, "ratio(1, 3, 4)")).isEqualByComparingTo("0.3333");
      assertThat(value(engine, "ratio(-1, 8, 2)")).isEqualByComparingTo("-0.13");
      assertThat(value(engine, "ratio(cast(10.00 as decimal(12,2)), cast(4 as bigint), 2)"))
          .isEqualByComparingTo("2.50");
      assertThat(engine.rows("select ratio(1, 0, 2) is null as a, ratio(null, 1, 2) is null as b"))
          .containsExactly(List.of(true, true));
      assertThat(
              engine.rows(
                  "select days_between(date '2024-02-28', date '2024-03-01') as a, iso_weekday(date"
                      + " '2026-11-22') as b, month_end(date '2024-02-03') as c, local_date("
                      + engine.literal(Instant.parse("2026-03-28T13:00:00Z"))
                      + ", 39600) as d, json_text('{\"a\":{\"b\":\"x\"}}', 'a.b') as e, int_div(7,"
                      + " 2) as f"))
          .containsExactly(
              List.of(2, 7, LocalDate.of(2024, 2, 29), LocalDate.of(2026, 3, 29), "x", 3L));
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void castsToTheDeclaredTypes(String name) {
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    Schema schema =
        Schema.of(
            Column.of("quantity", DataType.INTEGER),
            Column.of("total", DataType.BIGINT),
            Column.of("amount", DataType.decimal(6, 2)),
            Column.of("nothing", DataType.DATE),
            Column.of("day", DataType.DATE),
            Column.of("code", DataType.TEXT));
    String query =
        "select 7 as code, cast(timestamp '1969-12-31 23:59:59' as timestamp) as day, null as"
            + " nothing, cast(-1.005 as decimal(5,3)) as amount, sum(x) as total, cast(2.5 as"
            + " decimal(3,1)) as quantity from (select 2147483647 as x union all select 1 as x) as"
            + " t -- no end";
    try (Engine engine = open(name, files)) {
      List<DataFile> written = engine.write(query, schema, "data/r1/facts/x");
      engine.register(dataset("x", schema, written));
      assertThat(engine.rows("select quantity, total, amount, nothing, day, code from facts.x"))
          .containsExactly(
              Arrays.asList(
                  3, 2147483648L, new BigDecimal("-1.01"), null, LocalDate.of(1969, 12, 31), "7"));
      assertThat(Files.getPosixFilePermissions(files.local(written.get(0).path())))
          .isEqualTo(PosixFilePermissions.fromString("r--r--r--"));
      assertThatThrownBy(
              () -> engine.write("select 12345.6 as amount", amount(), "data/r1/facts/y"))
          .isInstanceOf(DaybookException.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema amount() {
    return Schema.of(Column.of("amount", DataType.decimal(6, 2)));
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void refusesColumnsThatAreNotAsDeclared(String name) {
    Schema schema =
        Schema.of(
            Column.of("amount", DataType.TEXT),
            Column.of("paid_at", DataType.TEXT),
            Column.of("missing", DataType.DATE));
    try (Engine engine = open(name, FileStore.open(directory.resolve("warehouse").toString()))) {
      assertThatThrownBy(
              () ->
                  engine.write(
                      "select 1.5 as amount, timestamp '2024-01-01 00:00:00' as paid_at, 1 as"
                          + " mising",
                      schema,
                      "data/r1/facts/x"))
          .hasMessageContaining("DEF-DIALECT Cannot compute data/r1/facts/x: 4 problems")
          .hasMessageContaining("amount is declared text, but the query gives DECIMAL(2,1)")
          .hasMessageContaining("paid_at is declared text, but the query gives TIMESTAMP")
          .hasMessageContaining("missing is declared, but the query does not give it")
          .hasMessageContaining(
              "mising the query gives this column, which is not declared, did you mean missing?");
    }
  }

  @Test
  void refusesAnEngineThatIsNotThere() {
    assertThatThrownBy(
            () -> open("sparc", FileStore.open(directory.resolve("warehouse").toString())))
        .hasMessageContaining("USAGE Invalid engine: sparc, did you mean spark?");
  }

  private static BigDecimal value(Engine engine, String expression) {
    return (BigDecimal) engine.rows("select " + expression + " as v").get(0).get(0);
  }

  private Engine open(String name, FileStore files) {
    return EngineFixture.open(name, directory, files);
  }
}
