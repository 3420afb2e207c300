package io.daybook.engine;

import io.daybook.fault.DaybookException;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Joins with Spark, in a JVM of its own, what its memory is too small to hash. */
final class SmallSpark {
  private static final Schema SCHEMA =
      Schema.of(
          Column.of("tenant", DataType.TEXT),
          Column.of("id", DataType.TEXT),
          Column.of("name", DataType.TEXT));

  private static final String ROWS =
      """
      select
          concat('tenant-', cast(id %% 3 as string)) as tenant,
          concat('a-rather-long-identifier-', cast(id as string)) as id,
          repeat(cast(id %% 7 as string), 200) as name
      from range(%d)
      """;

  private static final String JOINED =
      """
      select child.tenant, child.id, parent.name
      from raw.children as child
      left join raw.parents as parent
          on parent.tenant = child.tenant
          and parent.id = child.id
      """;

  private SmallSpark() {}

  /** Argument: a folder. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    EngineSettings settings =
        new EngineSettings(
            2,
            "1GB",
            folder.resolve("tmp"),
            "local",
            Map.of(
                "spark.memory.fraction",
                "0.1",
                "spark.sql.autoBroadcastJoinThreshold",
                "-1",
                "spark.sql.shuffle.partitions",
                "1",
                SparkSessions.MOST_HASHED,
                "1g"));
    FileStore files = FileStore.open(folder.resolve("warehouse").toString());
    try (Engine engine = Engines.open("spark", settings, files)) {
      engine.register(dataset("parents", engine.write(ROWS.formatted(200_000), SCHEMA, "parents")));
      engine.register(
          dataset("children", engine.write(ROWS.formatted(300_000), SCHEMA, "children")));
      say(engine, "hashed");
      List<DataFile> joined = engine.write(JOINED, SCHEMA, "joined");
      System.out.println("written " + joined.stream().mapToLong(DataFile::rows).sum());
      System.out.println("files " + (files.list("joined").size() == joined.size()));
      say(engine, "sorted");
    }
  }

  /** Each query of many rows is answered or not; it is not tried again. */
  private static void say(Engine engine, String how) {
    String query =
        "select count(name) as n, max(length(name)) as m from (" + JOINED + ") as joined";
    try {
      System.out.println(how + " " + engine.rows(query).get(0));
    } catch (DaybookException e) {
      System.out.println(how + " " + e.getMessage().replace('\n', ' '));
    }
  }

  /** Nobody says that a key has one row, so nothing is looked up and Spark joins. */
  private static Dataset dataset(String name, List<DataFile> files) {
    return new Dataset(Dataset.Layer.RAW, name, "", List.of(), SCHEMA, "hash", 1, files);
  }
}
