package io.daybook.engine;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.FileStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The driver of {@link TestSparkCluster}, a program of its own: a JVM has one Spark. */
final class ClusterNight {
  private ClusterNight() {}

  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[1]);
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    EngineSettings settings =
        new EngineSettings(
            2,
            "1GB",
            directory.resolve("tmp"),
            arguments[0],
            Map.of("spark.driver.host", "127.0.0.1", "spark.executor.memory", "512m"));
    try (Engine engine = Engines.open("spark", settings, files)) {
      System.out.println(
          "pieces " + engine.run(List.of(0, 1, 2, 3, 4), number -> number * number, 2));
      long here = ProcessHandle.current().pid();
      List<Long> there = engine.run(List.of(1), number -> ProcessHandle.current().pid(), 1);
      System.out.println("apart " + !there.contains(here));
      try {
        engine.run(List.of(1), number -> fail(), 1);
      } catch (DaybookException e) {
        System.out.println("failure " + e.getMessage());
      }
      Schema schema =
          Schema.of(
              Column.of("id", DataType.TEXT),
              Column.of("share", DataType.decimal(6, 4)),
              Column.of("city", DataType.TEXT));
      List<DataFile> written =
          engine.write(
              "select id, ratio(n, 3, 4) as share, json_text(doc, 'c') as city from (values ('a',"
                  + " 1, '{\"c\": \"x\"}')) as t(id, n, doc)",
              schema,
              "data/r1/facts/x");
      engine.register(TestWarehouse.dataset("facts.x", schema, written));
      System.out.println("rows " + engine.rows("select id, share, city from facts.x"));
    }
  }

  private static Integer fail() {
    throw DaybookException.of(Code.SRC_LOST, "Cannot read").build();
  }
}
