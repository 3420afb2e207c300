package io.daybook.bench;

import io.daybook.bench.Contender.Done;
import io.daybook.engine.Engine;
import io.daybook.engine.Engines;
import io.daybook.source.SourceModel;
import io.daybook.warehouse.FileStore;
import java.util.List;
import java.util.Map;

/** The extraction of the largest table against its bytes alone. */
final class ExtractBench implements Bench {
  /** The table that the bars were set for. */
  static final String TABLE = "order_line_items";

  private static final Bar BAR = Bar.atMost(2.5, "time of daybook / time of raw COPY");

  @Override
  public String name() {
    return "extract";
  }

  @Override
  public String compares() {
    return "extraction of order_line_items with raw COPY of the same slices to nowhere";
  }

  @Override
  public BenchResult run(BenchSource source) {
    SourceModel model = only(source.model(), TABLE);
    FileStore files = source.files("extract");
    try (Engine engine =
        Engines.open(source.setup().engineName(), source.setup().engine(), files)) {
      List<Measured> sides =
          new Contest(source.setup())
              .run(
                  List.of(
                      new Contender("daybook", new Extract(source, model, engine, files)),
                      new Contender("raw COPY", new RawCopy(source, model))));
      double ratio = sides.get(0).median() / sides.get(1).median();
      return BenchResult.of(name(), source, BAR, ratio, sides, Map.of());
    }
  }

  /** The model of one table alone. */
  static SourceModel only(SourceModel model, String table) {
    return new SourceModel(
        model.name(),
        model.schema(),
        model.tenants(),
        Map.of(table, model.table(table).orElseThrow()),
        model.vocabularies(),
        model.definitionHash());
  }

  /** A whole extraction: locks, snapshot, slices, comparison with the source. */
  record Extract(BenchSource source, SourceModel model, Engine engine, FileStore files)
      implements Contender.Work {
    @Override
    public Done run() {
      return RawTables.extract(source, model, engine, files).done();
    }
  }
}
