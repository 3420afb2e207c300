package io.daybook.bench;

import io.daybook.bench.Contender.Done;
import io.daybook.definition.SourceDefinition;
import io.daybook.engine.Engine;
import io.daybook.engine.SqlText;
import io.daybook.fact.FactModel;
import io.daybook.fact.ZoneOffsets;
import io.daybook.mart.MartModel;
import io.daybook.parquet.ParquetTable;
import io.daybook.schema.KeyForm;
import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.NewFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Builds all facts and marts of a source with an engine, over raw tables that are registered. What
 * is generated, the zones, is there before the time runs.
 */
final class ModelBuild implements Contender.Work {
  private static final String DIRECTORY = "data/bench/built";
  private static final long RELEASE = 1;

  private final Engine engine;
  private final FileStore files;
  private final SourceDefinition models;
  private final List<Dataset> raw;
  private final Dataset zones;

  private ModelBuild(
      Engine engine, FileStore files, SourceDefinition models, List<Dataset> raw, Dataset zones) {
    this.engine = engine;
    this.files = files;
    this.models = models;
    this.raw = raw;
    this.zones = zones;
  }

  /** Extracts the source with the engine and makes its raw tables known to it. */
  static ModelBuild overRaw(BenchSource source, Engine engine, FileStore files) {
    List<Dataset> raw = new RawTables(source, source.model(), engine, files).extract();
    raw.forEach(engine::register);
    SourceDefinition models = source.definition();
    Dataset zones = zones(files);
    engine.register(zones);
    return new ModelBuild(engine, files, models, raw, zones);
  }

  static Dataset zones(FileStore files) {
    NewFile file = files.create("data/bench/zones/part-00000.parquet");
    try {
      long rows =
          ParquetTable.write(file, ZoneOffsets.schema(), Map.of(), ZoneOffsets.inForce().rows());
      return dataset(
          Dataset.Layer.FACT,
          ZoneOffsets.NAME,
          ZoneOffsets.grain(),
          ZoneOffsets.schema(),
          List.of(file.seal(rows)));
    } catch (IOException e) {
      throw files.failure("write the zones", e);
    }
  }

  @Override
  public Callable<Done> run() {
    files.deleteFolder(DIRECTORY);
    List<Dataset> made = new ArrayList<>();
    for (List<FactModel> wave : models.factWaves()) {
      engine.write(
          wave.stream()
              .map(fact -> output(fact.dataset(), fact.sql(), fact.schema(), KeyForm.STORED))
              .toList(),
          (written, i) -> {
            FactModel fact = wave.get(i);
            made.add(built(Dataset.Layer.FACT, fact.name(), fact.grain(), fact.schema(), written));
          });
    }
    String asOf = engine.literal(BenchSource.asOf());
    for (List<MartModel> wave : models.martWaves()) {
      engine.write(
          wave.stream()
              .map(mart -> output(mart.dataset(), bound(mart, asOf), mart.schema(), KeyForm.TEXT))
              .toList(),
          (written, i) -> {
            MartModel mart = wave.get(i);
            made.add(built(mart.layer(), mart.name(), mart.grain(), mart.schema(), written));
          });
    }
    return () -> RawTables.done(made);
  }

  private static Engine.Output output(String dataset, String sql, Schema schema, KeyForm keys) {
    return new Engine.Output(sql, schema, DIRECTORY + "/" + dataset, keys);
  }

  private Dataset built(
      Dataset.Layer layer, String name, List<String> grain, Schema schema, List<DataFile> written) {
    Dataset dataset = dataset(layer, name, grain, schema, written);
    engine.register(dataset);
    return dataset;
  }

  /** The query of a mart with its parameters in place. */
  static String bound(MartModel mart, String asOf) {
    return SqlText.bind(
        mart.sql(), Map.of("release", "cast(" + RELEASE + " as bigint)", "as_of_instant", asOf));
  }

  private static Dataset dataset(
      Dataset.Layer layer, String name, List<String> grain, Schema schema, List<DataFile> files) {
    return new Dataset(layer, name, "a bench", grain, schema, "bench", RELEASE, files);
  }

  SourceDefinition models() {
    return models;
  }

  /** The raw tables. */
  List<Dataset> raw() {
    return raw;
  }

  /** The zones as a dataset. */
  Dataset zones() {
    return zones;
  }

  /** The literal of an instant in SQL that is not an engine's. */
  static String timestamptz(Instant instant) {
    return "timestamptz '" + instant + "'";
  }
}
