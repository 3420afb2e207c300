package io.daybook.bench;

import io.daybook.engine.Engine;
import io.daybook.source.SourceModel;
import io.daybook.warehouse.FileStore;
import java.util.List;
import java.util.Map;

/** What a table costs for being there. */
final class ManySmallBench implements Bench {
  @Override
  public String name() {
    return "many-small";
  }

  @Override
  public String compares() {
    return "all tables to Parquet, with the largest alone";
  }

  @Override
  public BenchResult run(BenchSource source) {
    FileStore files = source.files();
    SourceModel model = source.model();
    try (Engine engine = engine(source, files)) {
      List<Measured> sides =
          new Contest(source.setup())
              .run(
                  new Contender("all tables", new RawTables(source, model, engine, files)),
                  new Contender(
                      "the largest alone",
                      new RawTables(source, RawTables.largest(model), engine, files)));
      int others = model.tables().size() - 1;
      double each = 1_000 * (sides.get(0).median() - sides.get(1).median()) / others;
      Bar bar = Bar.atMost(20, "milliseconds for each further table");
      return BenchResult.of(
          name(), source, bar, each, sides, Map.of("tables", model.tables().size()));
    }
  }
}
