package io.daybook.engine;

import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import java.nio.file.Path;
import java.util.List;

/** Engines, and datasets for them to read. */
final class EngineFixture {
  private EngineFixture() {}

  /** An engine of this name, whose temporary files lie in the directory. */
  static Engine open(String name, Path directory, FileStore files) {
    if (name.equals("spark")) {
      SharedSpark.hold();
    }
    return Engines.open(name, EngineSettings.defaults(directory.resolve("tmp")), files);
  }

  /** A fact of these files. */
  static Dataset dataset(String name, Schema schema, List<DataFile> files) {
    return new Dataset(Dataset.Layer.FACT, name, "a test", List.of("id"), schema, "hash", 1, files);
  }
}
