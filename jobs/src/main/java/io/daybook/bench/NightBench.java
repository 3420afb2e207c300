package io.daybook.bench;

import io.daybook.definition.SourceDefinition;
import io.daybook.warehouse.FileStore;
import java.util.List;
import java.util.Map;

/** A complete night against the pipeline that somebody would write in Spark instead. */
final class NightBench implements Bench {
  @Override
  public String name() {
    return "nightly-full";
  }

  @Override
  public String compares() {
    return "a complete first night, with JDBC, SQL and overwrite in stock Spark";
  }

  @Override
  public BenchResult run(BenchSource source) throws Exception {
    SourceDefinition models = source.definition();
    boolean duckdb = source.setup().engineName().equals("duckdb");
    try (StockSpark spark = StockSpark.open(source);
        WholeNight night = WholeNight.open(source)) {
      FileStore files = source.files();
      spark.show(files, ModelBuild.zones(files));
      List<Measured> sides =
          new Contest(source.setup())
              .runAtOnce(
                  new Contender("daybook", night),
                  new Contender("stock Spark", () -> spark.night(models)));
      return faster(source, duckdb ? 3 : 1.5, sides)
          .with(Map.of("engine", source.setup().engineName(), "steps", night.steps()));
    }
  }
}
