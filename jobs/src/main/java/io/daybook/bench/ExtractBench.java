package io.daybook.bench;

import io.daybook.engine.Engine;
import io.daybook.source.SourceModel;
import io.daybook.warehouse.FileStore;

/** The extraction of the largest table against its bytes alone. */
final class ExtractBench implements Bench {
  @Override
  public String name() {
    return "extract";
  }

  @Override
  public String compares() {
    return "the largest table to Parquet, with raw COPY of the same slices to nowhere";
  }

  @Override
  public BenchResult run(BenchSource source) {
    SourceModel model = RawTables.largest(source.model());
    FileStore files = source.files();
    try (Engine engine = engine(source, files)) {
      return slower(
          source,
          2.5,
          new Contest(source.setup())
              .run(
                  new Contender("daybook", new RawTables(source, model, engine, files)),
                  new Contender("raw COPY", new RawCopy(source, model))));
    }
  }
}
