package io.daybook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.KeyForm;
import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TestEngines {
  static final List<String> NAMES = Engines.NAMES;

  private static final String DIGITS = "(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))";

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

  @ParameterizedTest
  @FieldSource("NAMES")
  void runsAtMostSoManyPiecesAtOnceInTheirOrder(String name) {
    try (Engine engine = open(name, FileStore.open(directory.resolve("warehouse").toString()))) {
      List<Integer> pieces = IntStream.range(0, 12).boxed().toList();
      Seen.reset();
      assertThat(engine.run(pieces, Seen::slowly, 1)).isEqualTo(pieces);
      assertThat(Seen.most()).isEqualTo(1);
      assertThat(Seen.started()).isEqualTo(pieces);
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void endsAllPiecesBeforeAFailureIsThrown(String name) {
    try (Engine engine = open(name, FileStore.open(directory.resolve("warehouse").toString()))) {
      Seen.reset();
      assertThatThrownBy(() -> engine.run(List.of(0, 1), Seen::failOrWait, 2))
          .hasMessage("SRC-LOST Cannot read: gone\n  next   again");
      assertThat(Seen.running()).isZero();
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void stopsPiecesWhenToldTo(String name) throws Exception {
    try (Engine engine = open(name, FileStore.open(directory.resolve("warehouse").toString()))) {
      Seen.reset();
      Thread stopper = new Thread(() -> Seen.whenRunning(engine::cancel));
      stopper.start();
      assertThatThrownBy(() -> engine.run(List.of(1, 2, 3, 4), Seen::failOrWait, 2))
          .hasMessageContaining("CANCELLED Cannot finish the pieces of work: it was told to stop");
      stopper.join();
      assertThat(Seen.running()).isZero();
      assertThat(engine.run(List.of(1), piece -> piece, 1)).containsExactly(1);
    }
  }

  /** Spark's tasks look up between batches of a file, so the long query reads one. */
  @ParameterizedTest
  @FieldSource("NAMES")
  void stopsAQueryWhenToldTo(String name) throws Exception {
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    try (Engine engine = open(name, files)) {
      String endless = endless(engine);
      AtomicBoolean ended = new AtomicBoolean();
      Thread stopper = new Thread(() -> cancelUntil(ended, engine));
      stopper.start();
      assertThatThrownBy(() -> engine.rows(endless))
          .hasMessageContaining("CANCELLED Cannot query: it was told to stop");
      ended.set(true);
      stopper.join();
      assertThat(engine.rows("select 1 as a")).containsExactly(List.of(1));
    }
  }

  /**
   * A query that takes long. DuckDB looks up all the time; a task of Spark only when it has joined
   * its part, which must not take minutes beside other load: its query has a tenth of the pairs.
   */
  private static String endless(Engine engine) {
    engine.register(digits(engine, "many", 5));
    engine.register(digits(engine, "fewer", 4));
    return "select count(*) as n from facts.many as x cross join facts.%s as y where x.a + y.a > 9"
        .formatted(engine.name().equals("spark") ? "fewer" : "many");
  }

  /** Rows of one digit, ten to the power of {@code places}. */
  private static Dataset digits(Engine engine, String name, int places) {
    Schema schema = Schema.of(Column.of("a", DataType.INTEGER));
    StringBuilder rows = new StringBuilder("select t0.a + 0 as a from " + DIGITS + " as t0(a)");
    for (int i = 1; i < places; i++) {
      rows.append(" cross join ").append(DIGITS).append(" as t").append(i).append("(a)");
    }
    return dataset(name, schema, engine.write(rows.toString(), schema, name));
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void answersSeveralQueriesInTheirOrder(String name) {
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    try (Engine engine = open(name, files)) {
      List<String> queries = IntStream.range(0, 7).mapToObj("select %d as a"::formatted).toList();
      assertThat(engine.rows(queries, KeyForm.TEXT).stream().map(rows -> rows.get(0).get(0)))
          .containsExactly(0, 1, 2, 3, 4, 5, 6);
      assertThat(engine.rows(List.of(), KeyForm.TEXT)).isEmpty();
    }
  }

  /** Spark answers one after the other. */
  @Test
  void asksNothingMoreOnceOneOfSeveralQueriesHasFailed() {
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    try (Engine engine = ofTwoThreads(files)) {
      String endless = endless(engine);
      List<String> queries = List.of(endless, "select nothing_of_that as a", endless, endless);
      assertThatThrownBy(() -> engine.rows(queries, KeyForm.TEXT))
          .hasMessageContaining("ENGINE-FAILED Cannot query with duckdb")
          .hasMessageContaining("nothing_of_that");
      assertThat(engine.rows("select 1 as a")).containsExactly(List.of(1));
    }
  }

  @Test
  void stopsSeveralQueriesWhenToldTo() throws Exception {
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    try (Engine engine = ofTwoThreads(files)) {
      String endless = endless(engine);
      AtomicBoolean ended = new AtomicBoolean();
      Thread stopper = new Thread(() -> cancelUntil(ended, engine));
      stopper.start();
      assertThatThrownBy(() -> engine.rows(List.of(endless, endless, endless), KeyForm.TEXT))
          .hasMessageContaining("CANCELLED Cannot query: it was told to stop");
      ended.set(true);
      stopper.join();
      assertThat(engine.rows("select 1 as a")).containsExactly(List.of(1));
    }
  }

  private Engine ofTwoThreads(FileStore files) {
    EngineSettings settings = EngineSettings.defaults(directory.resolve("tmp"));
    return Engines.open(
        "duckdb",
        new EngineSettings(
            2,
            settings.memory(),
            settings.temporary(),
            settings.sparkMaster(),
            settings.sparkConf()),
        files);
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void handsOverInTheirOrderWhatItWrites(String name) {
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    try (Engine engine = open(name, files)) {
      Schema schema = Schema.of(Column.of("a", DataType.INTEGER));
      List<Engine.Output> outputs = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        outputs.add(new Engine.Output("select %d as a".formatted(i), schema, "data/many/" + i));
      }
      List<Object> seen = new ArrayList<>();
      engine.write(
          outputs,
          (written, i) -> {
            engine.register(dataset("n" + i, schema, written));
            seen.addAll(engine.rows("select a from facts.n" + i).get(0));
            assertThat(Thread.currentThread().getName()).isEqualTo("main");
          });
      assertThat(seen).containsExactly(0, 1, 2, 3, 4);
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void writesNothingMoreOnceOneOfSeveralHasFailed(String name) {
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    try (Engine engine = open(name, files)) {
      Schema schema = Schema.of(Column.of("a", DataType.INTEGER));
      List<Engine.Output> outputs = new ArrayList<>();
      outputs.add(new Engine.Output("select 1 as a", schema, "data/some/first"));
      outputs.add(new Engine.Output("select b from nowhere", schema, "data/some/bad"));
      for (int i = 0; i < 20; i++) {
        outputs.add(new Engine.Output("select 1 as a", schema, "data/some/" + i));
      }
      assertThatThrownBy(() -> engine.write(outputs, (written, i) -> {}))
          .hasMessageContaining("Cannot compute data/some/bad");
      List<String> left = files.list("data/some");
      assertThat(left).hasSizeLessThan(10);
      assertThat(files.list("data/some")).isEqualTo(left);
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void endsWithWhatTheHearerThrows(String name) {
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    try (Engine engine = open(name, files)) {
      Schema schema = Schema.of(Column.of("a", DataType.INTEGER));
      RuntimeException own = new IllegalStateException("not the engine's");
      assertThatThrownBy(
              () ->
                  engine.write(
                      List.of(
                          new Engine.Output("select 1 as a", schema, "data/own/0"),
                          new Engine.Output("select 1 as a", schema, "data/own/1")),
                      (written, i) -> {
                        throw own;
                      }))
          .isSameAs(own);
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void stopsSeveralOutputsWhenToldTo(String name) throws Exception {
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    try (Engine engine = open(name, files)) {
      Schema schema = Schema.of(Column.of("n", DataType.BIGINT));
      String endless = endless(engine);
      List<Engine.Output> outputs =
          List.of(
              new Engine.Output(endless, schema, "data/endless/1"),
              new Engine.Output(endless, schema, "data/endless/2"));
      AtomicBoolean ended = new AtomicBoolean();
      Thread stopper = new Thread(() -> cancelUntil(ended, engine));
      stopper.start();
      assertThatThrownBy(() -> engine.write(outputs, (written, i) -> {}))
          .hasMessageContaining("CANCELLED Cannot compute ");
      ended.set(true);
      stopper.join();
      assertThat(engine.rows("select 1 as a")).containsExactly(List.of(1));
    }
  }

  private static void cancelUntil(AtomicBoolean ended, Engine engine) {
    try {
      while (!ended.get()) {
        // It may not have begun yet: it is told again and again.
        Thread.sleep(200);
        if (!ended.get()) {
          engine.cancel();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void refusesAnEngineThatIsNotThere() {
    assertThatThrownBy(
            () -> open("sparc", FileStore.open(directory.resolve("warehouse").toString())))
        .hasMessageContaining("USAGE Invalid engine: sparc, did you mean spark?");
  }

  private Engine open(String name, FileStore files) {
    if (name.equals("spark")) {
      SharedSpark.hold();
    }
    return Engines.open(name, EngineSettings.defaults(directory.resolve("tmp")), files);
  }

  private static BigDecimal value(Engine engine, String expression) {
    return (BigDecimal) engine.rows("select " + expression + " as v").get(0).get(0);
  }

  private static Dataset dataset(String name, Schema schema, List<DataFile> files) {
    return new Dataset(Dataset.Layer.FACT, name, "a test", List.of("id"), schema, "hash", 1, files);
  }
}
