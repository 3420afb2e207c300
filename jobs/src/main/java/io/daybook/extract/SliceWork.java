package io.daybook.extract;

import static java.util.Objects.requireNonNull;

import io.daybook.copy.CopyReader;
import io.daybook.copy.RowSize;
import io.daybook.copy.TableRead;
import io.daybook.engine.Engine;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.parquet.ParquetRowWriter;
import io.daybook.sql.PlainWord;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.NewFile;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads one slice into one file; runs as a Spark task or on a thread and carries all that it needs.
 *
 * @param access the snapshot
 * @param root where the files' store is opened
 * @param directory folder of the raw tables
 * @param named values that cannot be carried that each slice names of a column
 */
record SliceWork(SnapshotAccess access, String root, String directory, long named)
    implements Engine.Work<SliceTask, SliceResult> {
  /** Key of the files' metadata under which the snapshot's name stands. */
  static final String SNAPSHOT_KEY = "daybook.snapshot";

  /** Key of the files' metadata under which the table's name stands. */
  static final String TABLE_KEY = "daybook.table";

  private static final int ROWS_BETWEEN_CHECKS = 256;

  SliceWork {
    requireNonNull(access, "access is null");
    requireNonNull(root, "root is null");
    requireNonNull(directory, "directory is null");
  }

  @Override
  public SliceResult apply(SliceTask slice) throws InterruptedException {
    FileStore files = FileStore.open(root);
    try {
      try {
        return read(slice, files, RowSize.USUAL);
      } catch (DaybookException e) {
        if (e.code() != Code.SRC_POISON || !slice.byCtid()) {
          throw e;
        }
        // A small document may print as a gigabyte: look at the size of each before it is sent.
        return read(slice, files, 0);
      }
    } catch (IOException e) {
      throw files.failure("write table " + slice.table().name(), e);
    }
  }

  private SliceResult read(SliceTask slice, FileStore files, int printedFrom)
      throws IOException, InterruptedException {
    return access.read(
        "read table " + slice.table().name(),
        access.settings().socketTimeout(),
        connection -> read(connection, slice, files, printedFrom));
  }

  private SliceResult read(Connection connection, SliceTask slice, FileStore files, int printedFrom)
      throws SQLException, IOException, InterruptedException {
    try (SliceFile file = new SliceFile(files, path(slice), slice.table(), metadata(slice))) {
      CopyReader reader = new CopyReader(slice.table(), file::open, named);
      LargeRows large = LargeRows.find(connection, slice, printedFrom);
      copy(connection, slice.copyWithout(large.ctids()), reader);
      large.read(slice, reader, statement -> copy(connection, statement, reader));
      return new SliceResult(
          slice.table().name(),
          file.complete(),
          reader.rows(),
          reader.leftOut(),
          reader.fingerprint(),
          reader.sums(),
          reader.parsed(),
          reader.losses(),
          reader.samples(),
          reader.unparsed());
    }
  }

  private static void copy(Connection connection, String statement, CopyReader reader)
      throws SQLException, IOException, InterruptedException {
    CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
    for (long messages = 1; take(copy, reader); messages++) {
      if (messages % ROWS_BETWEEN_CHECKS == 0 && Thread.interrupted()) {
        throw new InterruptedException("told to stop reading");
      }
    }
    reader.requireEnd();
  }

  /** In a method of its own, so that nothing holds a message while the next one is received. */
  private static boolean take(CopyOut copy, CopyReader reader) throws SQLException, IOException {
    byte[] message = copy.readFromCopy();
    if (message == null) {
      return false;
    }
    reader.take(message);
    return true;
  }

  /** Unlike any other attempt's, so that a straggler never meets the file of its successor. */
  private String path(SliceTask slice) {
    return directory
        + "/"
        + PlainWord.of(slice.table().name())
        + "/"
        + String.format(Locale.ROOT, "%05d", slice.number())
        + "-"
        + UUID.randomUUID()
        + ".parquet";
  }

  private Map<String, String> metadata(SliceTask slice) {
    return Map.of(SNAPSHOT_KEY, access.snapshot(), TABLE_KEY, slice.table().name());
  }

  /** The file of one attempt: whole, or gone. */
  private static final class SliceFile implements AutoCloseable {
    private final NewFile file;
    private final TableRead table;
    private final Map<String, String> metadata;
    private ParquetRowWriter writer;
    private boolean complete;

    SliceFile(FileStore files, String path, TableRead table, Map<String, String> metadata) {
      this.file = files.create(path);
      this.table = table;
      this.metadata = metadata;
    }

    ParquetRowWriter open() throws IOException {
      writer = ParquetRowWriter.create(file, table.schema(), metadata, table.distinctColumns());
      return writer;
    }

    List<DataFile> complete() throws IOException {
      if (writer == null) {
        return List.of();
      }
      writer.close();
      DataFile sealed = file.seal(writer.rows());
      complete = true;
      return List.of(sealed);
    }

    @Override
    public void close() throws IOException {
      if (complete || writer == null) {
        return;
      }
      try {
        writer.abort();
      } finally {
        file.discard();
      }
    }
  }
}
