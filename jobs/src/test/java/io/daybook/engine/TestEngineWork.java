package io.daybook.engine;

import static io.daybook.engine.EngineFixture.dataset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.KeyForm;
import io.daybook.schema.Schema;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Several pieces of work at once: in which order they come, how they fail and how they are stopped.
 */
class TestEngineWork {
  static final List<String> NAMES = Engines.NAMES;

  private static final String DIGITS = "(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))";

  @TempDir Path directory;

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
   * its part, which must not take minutes beside other load: its query has a hundredth of the
   * pairs, some seconds of work.
   */
  private static String endless(Engine engine) {
    engine.register(digits(engine, "many", 5));
    engine.register(digits(engine, "fewer", 4));
    return "select count(*) as n from facts.%1$s as x cross join facts.%1$s as y where x.a + y.a > 9"
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

  private Engine open(String name, FileStore files) {
    return EngineFixture.open(name, directory, files);
  }
}
