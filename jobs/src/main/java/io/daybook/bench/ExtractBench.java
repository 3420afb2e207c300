package io.daybook.bench;

import io.daybook.engine.Engine;
import io.daybook.source.SourceModel;
import io.daybook.warehouse.FileStore;
import java.util.List;

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
      Reconciling reconciling = new Reconciling();
      RawTables daybook = new RawTables(source, model, engine, files, reconciling);
      List<Measured> sides =
          new Contest(source.setup())
              .run(
                  new Contender("daybook", daybook),
                  new Contender("raw COPY", new RawCopy(source, model)));
      return slower(source, 1.8, sides).with(reconciling.notes(sides.get(0).median()));
    }
  }
}
