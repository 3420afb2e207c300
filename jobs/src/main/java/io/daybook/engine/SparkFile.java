package io.daybook.engine;

import io.daybook.fault.DaybookException;
import io.daybook.parquet.ParquetRowWriter;
import io.daybook.schema.Column;
import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.NewFile;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * Writes what one task computes into one file, as the extraction writes its slices. Each attempt
 * has a file of its own, which counts once the driver has heard of it; so nothing is moved or
 * listed afterwards, and no file is read again for its rows and digest.
 *
 * <p>Of the largest fact, Spark's own writer took half of the time, and this one a quarter.
 */
final class SparkFile implements FlatMapFunction<Iterator<InternalRow>, DataFile> {
  private static final long serialVersionUID = 1L;

  private static final int ROWS_BETWEEN_LOOKS = 1_024;

  private final String root;
  private final String directory;
  private final Schema schema;

  /**
   * A file below a folder.
   *
   * @param root of the {@link FileStore}
   * @param schema whose types the rows have, column by column; each may be NULL
   */
  SparkFile(String root, String directory, Schema schema) {
    this.root = root;
    this.directory = directory;
    this.schema =
        new Schema(
            schema.columns().stream()
                .map(column -> new Column(column.name(), column.type(), true, ""))
                .toList());
  }

  /** Nothing is opened where there is no row. */
  @Override
  public Iterator<DataFile> call(Iterator<InternalRow> rows) throws Exception {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    TaskContext task = TaskContext.get();
    String name =
        String.format(Locale.ROOT, "%05d-%s.parquet", task.partitionId(), UUID.randomUUID());
    NewFile file = FileStore.open(root).create(directory + "/" + name);
    try {
      return List.of(write(rows, file, task)).iterator();
    } catch (DaybookException e) {
      throw Failures.portable(e);
    }
  }

  private DataFile write(Iterator<InternalRow> rows, NewFile file, TaskContext task)
      throws IOException {
    ParquetRowWriter writer = ParquetRowWriter.create(file, schema, Map.of(), Set.of());
    boolean complete = false;
    try {
      SparkRow row = new SparkRow(schema, writer);
      while (rows.hasNext()) {
        if (writer.rows() % ROWS_BETWEEN_LOOKS == 0 && task.isInterrupted()) {
          throw new TaskKilledException("told to stop");
        }
        InternalRow next = rows.next();
        if (next instanceof UnsafeRow sized
            && sized.getSizeInBytes() >= ParquetRowWriter.LONE_ROW_BYTES) {
          writer.beginLoneRow();
        }
        row.write(next);
      }
      writer.close();
      DataFile sealed = file.seal(writer.rows());
      complete = true;
      return sealed;
    } finally {
      if (!complete) {
        giveUp(writer, file);
      }
    }
  }

  private static void giveUp(ParquetRowWriter writer, NewFile file) throws IOException {
    try {
      writer.abort();
    } finally {
      file.discard();
    }
  }
}
