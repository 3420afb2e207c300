package io.daybook.bench;

import io.daybook.engine.Engine;
import io.daybook.source.SourceModel;
import io.daybook.warehouse.FileStore;
import java.util.List;

/** An extraction against what a user of Spark writes in ten lines. */
final class ExtractSparkBench implements Bench {
  private final String name;
  private final boolean all;

  private ExtractSparkBench(String name, boolean all) {
    this.name = name;
    this.all = all;
  }

  static Bench largest() {
    return new ExtractSparkBench("extract-vs-spark", false);
  }

  static Bench all() {
    return new ExtractSparkBench("extract-all", true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String compares() {
    return (all ? "all tables" : "the largest table") + " to Parquet, with stock Spark JDBC";
  }

  @Override
  public BenchResult run(BenchSource source) {
    SourceModel model = all ? source.model() : RawTables.largest(source.model());
    FileStore files = source.files();
    try (Engine engine = engine(source, files);
        StockSpark spark = StockSpark.open(source)) {
      Reconciling reconciling = new Reconciling();
      RawTables daybook = new RawTables(source, model, engine, files, reconciling);
      List<Measured> sides =
          new Contest(source.setup())
              .run(
                  new Contender("daybook", daybook),
                  new Contender("stock Spark", () -> spark.read(model)));
      return faster(source, 2, sides).with(reconciling.notes(sides.get(0).median()));
    }
  }
}
