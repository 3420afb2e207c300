package io.daybook.bench;

import io.daybook.engine.Engine;
import io.daybook.engine.Engines;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;

/** All facts and marts on Daybook's Spark engine against the same queries in stock Spark. */
final class ModelsSparkBench implements Bench {
  @Override
  public String name() {
    return "facts-marts-spark";
  }

  @Override
  public String compares() {
    return "all facts and marts on the Spark engine, with stock Spark SQL from the same raw tables";
  }

  @Override
  public BenchResult run(BenchSource source) throws Exception {
    FileStore files = source.files();
    try (Engine engine = Engines.open("spark", source.setup().engine(), files);
        StockSpark spark = StockSpark.open(source)) {
      ModelBuild build = ModelBuild.overRaw(source, engine, files);
      spark.show(files, build.zones());
      for (Dataset table : build.raw()) {
        spark.show(files, table);
      }
      return faster(
          source,
          3.0,
          new Contest(source.setup())
              .run(
                  new Contender("daybook", build),
                  new Contender("stock Spark", () -> spark.build(build.models()))));
    }
  }
}
