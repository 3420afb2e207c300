package io.daybook.run;

import io.daybook.definition.SourceDefinition;
import io.daybook.engine.Engine;
import io.daybook.schema.Schema;
import io.daybook.state.Run;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.NewFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the jobs of one attempt share.
 *
 * @param base the release that was current when the run began
 */
record NightWork(
    NightSetup setup, Engine engine, Run run, Optional<Manifest> base, RunListener listener) {

  private static final Logger log = LoggerFactory.getLogger(NightWork.class);

  /** Says what does not stop the night and somebody should know: in the log, and to who watches. */
  void warn(String message) {
    log.warn("{}", message);
    listener.warned(message);
  }

  /** What is computed. */
  SourceDefinition definition() {
    return setup.definition();
  }

  /** The number that this run will publish. */
  long release() {
    return base.map(Manifest::release).orElse(0L) + 1;
  }

  /** Folder of a layer of this run's files. */
  String directory(Dataset.Layer layer) {
    return "data/" + run.id() + "/" + layer.schema();
  }

  /** The folder of a layer without what an attempt before left there. */
  String emptyDirectory(Dataset.Layer layer) {
    setup.files().deleteFolder(directory(layer));
    return directory(layer);
  }

  /** Writes rows of Java values into one file; none when there is no row. */
  List<DataFile> writeRows(String path, Schema schema, List<List<Object>> rows) {
    return rows.isEmpty() ? List.of() : List.of(writeFile(path, schema, rows));
  }

  private DataFile writeFile(String path, Schema schema, List<List<Object>> rows) {
    NewFile file = setup.files().create(path);
    try {
      long written = io.daybook.parquet.ParquetTable.write(file, schema, Map.of(), rows);
      return file.seal(written);
    } catch (IOException e) {
      throw setup.files().failure("write " + path, e);
    }
  }

  /** A recorded dataset with this run's rows behind those of the releases before. */
  Dataset record(String table, String description, Schema schema, List<List<Object>> rows) {
    String directory = directory(Dataset.Layer.RECORDED) + "/" + table;
    setup.files().deleteFolder(directory);
    Optional<Dataset> before =
        base.flatMap(manifest -> RecordBefore.of(manifest, "recorded." + table));
    List<DataFile> files = new ArrayList<>(before.map(Dataset::files).orElse(List.of()));
    String path = directory + "/part-00000.parquet";
    // One file has all columns: a reader would not find those of a newer program otherwise.
    boolean hasGrown = !files.isEmpty() && !before.orElseThrow().schema().equals(schema);
    files.addAll(hasGrown ? List.of(writeFile(path, schema, rows)) : writeRows(path, schema, rows));
    return new Dataset(
        Dataset.Layer.RECORDED, table, description, List.of(), schema, table, release(), files);
  }
}
