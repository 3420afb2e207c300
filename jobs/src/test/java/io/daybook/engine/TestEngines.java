package io.daybook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
                  + engine.literal(LocalDate.of(2024, 2, 29))
                  + " as due_date, "
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
  void handsTheFirstFailureOfAPieceOfWorkOn(String name) {
    try (Engine engine = open(name, FileStore.open(directory.resolve("warehouse").toString()))) {
      assertThat(engine.run(List.of(1, 2, 3), number -> number * 2, 2)).containsExactly(2, 4, 6);
      assertThatThrownBy(
              () ->
                  engine.run(
                      List.of(1, 2),
                      number -> {
                        if (number == 2) {
                          throw DaybookException.of(Code.SRC_LOST, "Cannot read").build();
                        }
                        return number;
                      },
                      1))
          .hasMessage("SRC-LOST Cannot read");
    }
  }

  private Engine open(String name, FileStore files) {
    return Engines.open(name, EngineSettings.defaults(directory.resolve("tmp")), files);
  }

  private static BigDecimal value(Engine engine, String expression) {
    return (BigDecimal) engine.rows("select " + expression + " as v").get(0).get(0);
  }

  private static Dataset dataset(String name, Schema schema, List<DataFile> files) {
    return new Dataset(Dataset.Layer.FACT, name, "a test", List.of("id"), schema, "hash", 1, files);
  }
}
