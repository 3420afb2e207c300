package io.daybook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark sends around for joins: nothing where a parent's rows can be looked up. */
class TestLookups {
  private static final Schema GRANDS = schema("tenant", "id", "label");
  private static final Schema PARENTS = schema("tenant", "id", "grand_id", "name");
  private static final Schema CHILDREN = schema("tenant", "id", "parent_id");
  private static final Schema FACT = schema("id", "name", "label", "is_unnamed");

  private static final String QUERY =
      """
      select child.id, to_parent.name, to_grand.label,
          case when to_parent.id is not null then cast(to_parent.name is null as text) end
              as is_unnamed
      from raw.children as child
      left join (
          raw.parents as to_parent
          left join raw.grands as to_grand
              on to_grand.tenant = to_parent.tenant
              and to_grand.id = to_parent.grand_id
      )
          on to_parent.tenant = child.tenant
          and to_parent.id = child.parent_id
      """;

  private static final List<List<Object>> ROWS =
      List.of(
          row("1", "Ann", "old", "false"),
          row("2", null, null, "true"),
          row("3", null, null, null),
          row("4", null, null, null),
          row("5", "Bob", null, "false"));

  @TempDir Path directory;

  @BeforeAll
  static void startSpark() {
    SharedSpark.hold();
  }

  @Test
  void looksParentsAndTheirParentsUp() {
    try (Engine engine = open("1GB")) {
      source(engine, "");
      assertThat(sentWhileWriting(engine)).isZero();
      assertThat(fact(engine)).isEqualTo(ROWS);
    }
  }

  /** Two facts of one call read the same parents, each other columns of them. */
  @Test
  void givesEachOfSeveralQueriesItsColumns() {
    try (Engine engine = open("1GB")) {
      source(engine, "");
      Schema names = schema("id", "name");
      String query =
          "select child.id, to_parent.name from raw.children as child left join raw.parents as"
              + " to_parent on to_parent.id = child.parent_id and to_parent.tenant = child.tenant";
      engine.write(
          List.of(
              new Engine.Output(query, names, "facts/names"),
              new Engine.Output(QUERY, FACT, "facts/fact")),
          (files, i) ->
              engine.register(
                  new Dataset(
                      Dataset.Layer.FACT,
                      i == 0 ? "names" : "fact",
                      "",
                      List.of(),
                      i == 0 ? names : FACT,
                      "hash",
                      1,
                      files)));
      assertThat(fact(engine)).isEqualTo(ROWS);
      assertThat(engine.rows("select name from facts.names order by id"))
          .containsExactly(
              row("Ann"), row((Object) null), row((Object) null), row((Object) null), row("Bob"));
    }
  }

  @Test
  void joinsAllRowsOfAKeyThatShouldHaveOne() {
    try (Engine engine = open("1GB")) {
      source(engine, " union all select 't', 'p1', 'g1', 'Eve'");
      assertThat(sentWhileWriting(engine)).isPositive();
      assertThat(fact(engine)).hasSize(6).contains(row("1", "Eve", "old", "false"));
    }
  }

  @Test
  void joinsAsEverWhereMemoryIsShort() {
    try (Engine engine = open("1MB")) {
      source(engine, "");
      assertThat(sentWhileWriting(engine)).isPositive();
      assertThat(fact(engine)).isEqualTo(ROWS);
    }
  }

  private Engine open(String memory) {
    EngineSettings settings =
        new EngineSettings(
            2,
            memory,
            directory.resolve("tmp"),
            "local",
            Map.of("spark.sql.autoBroadcastJoinThreshold", "-1"));
    return Engines.open(
        "spark", settings, FileStore.open(directory.resolve("warehouse").toString()));
  }

  private static void source(Engine engine, String moreParents) {
    register(
        engine,
        "grands",
        GRANDS,
        "select 't' as tenant, 'g1' as id, 'old' as label union all select 'u', 'g2', 'other'");
    register(
        engine,
        "parents",
        PARENTS,
        "select 't' as tenant, 'p1' as id, 'g1' as grand_id, 'Ann' as name"
            + " union all select 't', 'p2', null, null"
            + " union all select 't', 'p3', 'g2', 'Bob'"
            + " union all select 'u', 'p4', 'g2', 'Cid'"
            + moreParents);
    register(
        engine,
        "children",
        CHILDREN,
        "select 't' as tenant, '1' as id, 'p1' as parent_id"
            + " union all select 't', '2', 'p2'"
            + " union all select 't', '3', null"
            + " union all select 't', '4', 'p4'"
            + " union all select 't', '5', 'p3'");
  }

  private static void register(Engine engine, String name, Schema schema, String query) {
    engine.register(
        new Dataset(
            Dataset.Layer.RAW,
            name,
            "",
            List.of("tenant", "id"),
            schema,
            "hash",
            1,
            engine.write(new Engine.Output(query, schema, "raw/" + name))));
  }

  /** Rows that tasks sent one another. */
  private static long sentWhileWriting(Engine engine) {
    SparkContext context = SparkContext.getOrCreate();
    AtomicLong sent = new AtomicLong();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onStageCompleted(SparkListenerStageCompleted stage) {
            sent.addAndGet(stage.stageInfo().taskMetrics().shuffleWriteMetrics().recordsWritten());
          }
        };
    context.addSparkListener(listener);
    try {
      engine.register(
          new Dataset(
              Dataset.Layer.FACT,
              "fact",
              "",
              List.of(),
              FACT,
              "hash",
              1,
              engine.write(new Engine.Output(QUERY, FACT, "facts/fact"))));
      context.listenerBus().waitUntilEmpty();
      return sent.get();
    } catch (Exception e) { // a Scala method that declares none
      throw new AssertionError(e);
    } finally {
      context.removeSparkListener(listener);
    }
  }

  private static List<List<Object>> fact(Engine engine) {
    return engine.rows("select id, name, label, is_unnamed from facts.fact").stream()
        .sorted(Comparator.comparing(row -> (String) row.get(0)))
        .toList();
  }

  private static List<Object> row(Object... values) {
    return Arrays.asList(values);
  }

  private static Schema schema(String... names) {
    return new Schema(
        Arrays.stream(names).map(name -> new Column(name, DataType.TEXT, true, "")).toList());
  }
}
