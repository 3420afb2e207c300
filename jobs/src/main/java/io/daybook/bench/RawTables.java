package io.daybook.bench;

import io.daybook.bench.Contender.Done;
import io.daybook.engine.Engine;
import io.daybook.extract.Extracted;
import io.daybook.extract.Extraction;
import io.daybook.extract.ExtractionLimits;
import io.daybook.extract.ExtractionListener;
import io.daybook.source.SourceModel;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import java.util.List;

/**
 * Raw tables that Daybook extracted.
 *
 * @param tables one a table of the model
 */
record RawTables(List<Dataset> tables) {
  private static final String DIRECTORY = "data/bench/raw";

  RawTables {
    tables = List.copyOf(tables);
  }

  /** Extracts the model's tables, in the place of those that an earlier call made. */
  static RawTables extract(BenchSource source, SourceModel model, Engine engine, FileStore files) {
    Extracted extracted =
        new Extraction(model, source.settings(), ExtractionLimits.defaults())
            .extract(engine, files, DIRECTORY, 1, new ExtractionListener() {});
    return new RawTables(extracted.tables());
  }

  Done done() {
    return tables.stream().map(RawTables::done).reduce(new Done(0, 0), Done::plus);
  }

  static Done done(Dataset dataset) {
    return new Done(dataset.rows(), dataset.files().stream().mapToLong(DataFile::bytes).sum());
  }
}
