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
import java.util.Map;
import java.util.concurrent.Callable;

/** Extracts a source whole: locks, snapshot, slices, comparison with the source. */
record RawTables(
    BenchSource source,
    SourceModel model,
    Engine engine,
    FileStore files,
    ExtractionListener listener)
    implements Contender.Work {
  /** The table that the bars were set for. */
  static final String LARGEST = "order_line_items";

  private static final String DIRECTORY = "data/bench/raw";

  /** Extracts, and nobody listens. */
  RawTables(BenchSource source, SourceModel model, Engine engine, FileStore files) {
    this(source, model, engine, files, new ExtractionListener() {});
  }

  @Override
  public Callable<Done> run() {
    List<Dataset> tables = extract();
    return () -> done(tables);
  }

  /** Extracts the model's tables, in the place of those that an earlier call made. */
  List<Dataset> extract() {
    Extracted extracted =
        new Extraction(model, source.settings(), ExtractionLimits.defaults())
            .extract(engine, files, DIRECTORY, 1, listener);
    return extracted.tables();
  }

  /** The model of the largest table alone. */
  static SourceModel largest(SourceModel model) {
    return new SourceModel(
        model.name(),
        model.schemas(),
        model.tenants(),
        Map.of(LARGEST, model.table(LARGEST).orElseThrow()),
        model.vocabularies(),
        model.definitionHash());
  }

  static Done done(List<Dataset> datasets) {
    return datasets.stream()
        .map(
            dataset ->
                new Done(dataset.rows(), dataset.files().stream().mapToLong(DataFile::bytes).sum()))
        .reduce(Done.NOTHING, Done::plus);
  }
}
