package io.daybook.extract;

import io.daybook.copy.CopyReader;
import io.daybook.copy.RowSize;
import io.daybook.source.server.SourceErrors;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/**
 * The rows of a slice that are too large to be read beside others. They are read one after another
 * in the whole process, so that memory is needed for one of them and not for one a thread; of a row
 * that needs more than its share of the heap the largest values stay behind, as many as must.
 */
final class LargeRows {
  /** A row from which on it is large. */
  private static final long LARGE = 16L << 20;

  /** A stored byte stands for no more bytes than this, whatever the server compresses with. */
  private static final long COMPRESSION = 256;

  /** PostgreSQL sends no larger row: a message of it has less than a gigabyte. */
  private static final long LARGEST_MESSAGE = 1_000_000_000;

  /** A row lies in memory as it came, and compressed; others are read meanwhile. */
  private static final int SHARE_OF_HEAP = 4;

  private static final Semaphore ONE = new Semaphore(1);

  private final List<Row> rows;

  private LargeRows(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /**
   * One row.
   *
   * @param behind places of the columns that must stay behind for the rest to be read; none of most
   */
  private record Row(String ctid, long bytes, Set<Integer> behind) {}

  /** Sends a COPY and gives its rows to the reader. */
  interface Copy {
    void run(String statement) throws SQLException, IOException, InterruptedException;
  }

  /** Bytes that a row may have in this process. */
  static long limit() {
    return Math.min(LARGEST_MESSAGE, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /**
   * Looks for large rows where there may be any; costs a scan that opens no large value.
   *
   * @param printedFrom see {@link RowSize#of}; below {@link RowSize#USUAL} the scan is made in any
   *     case
   */
  static LargeRows find(Connection connection, SliceTask slice, int printedFrom)
      throws SQLException {
    boolean possible = printedFrom < RowSize.USUAL || slice.toastBytes() * COMPRESSION >= LARGE;
    RowSize size = RowSize.of(slice.table(), printedFrom);
    if (!slice.byCtid() || !possible || size.columns().isEmpty()) {
      return new LargeRows(List.of());
    }
    Sql.execute(connection, "savepoint sizes");
    List<Row> found;
    try {
      found = ask(connection, slice, size, "(" + size.total() + ") >= " + LARGE);
    } catch (SQLException e) {
      if (!SourceErrors.isTooLarge(e)) {
        throw e;
      }
      Sql.execute(connection, "rollback to savepoint sizes");
      found = oneByOne(connection, slice, size);
    }
    Sql.execute(connection, "release savepoint sizes");
    return new LargeRows(found);
  }

  private static List<Row> ask(
      Connection connection, SliceTask slice, RowSize size, String condition) throws SQLException {
    String sql =
        "select ctid::text, %s from %s where %s and %s"
            .formatted(String.join(", ", size.sizes()), slice.from(), slice.range(), condition);
    List<Row> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < size.columns().size(); i++) {
          sizes.add(result.getLong(i + 2));
        }
        rows.add(row(result.getString(1), size.columns(), sizes));
      }
    }
    return rows;
  }

  private static Row row(String ctid, List<Integer> columns, List<Long> sizes) {
    long bytes = sizes.stream().mapToLong(Long::longValue).sum();
    List<Integer> largestFirst =
        IntStream.range(0, sizes.size())
            .boxed()
            .sorted(Comparator.comparing(sizes::get).reversed())
            .toList();
    Set<Integer> behind = new TreeSet<>();
    long rest = bytes;
    for (int i = 0; rest > limit(); i++) {
      rest -= sizes.get(largestFirst.get(i));
      behind.add(columns.get(largestFirst.get(i)));
    }
    return new Row(ctid, bytes, behind);
  }

  /** A value of the slice is so large that the server cannot tell its size: which one? */
  private static List<Row> oneByOne(Connection connection, SliceTask slice, RowSize size)
      throws SQLException {
    List<Row> large = new ArrayList<>();
    for (String ctid : ctids(connection, slice, size.stored())) {
      List<Long> sizes = new ArrayList<>();
      for (String expression : size.sizes()) {
        sizes.add(sizeOf(connection, slice, ctid, expression));
      }
      Row row = row(ctid, size.columns(), sizes);
      if (row.bytes() >= LARGE) {
        large.add(row);
      }
    }
    return large;
  }

  private static List<String> ctids(Connection connection, SliceTask slice, String condition)
      throws SQLException {
    List<String> ctids = new ArrayList<>();
    String sql =
        "select ctid::text from %s where %s and (%s)"
            .formatted(slice.from(), slice.range(), condition);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        ctids.add(rows.getString(1));
      }
    }
    return ctids;
  }

  private static long sizeOf(Connection connection, SliceTask slice, String ctid, String expression)
      throws SQLException {
    String sql =
        "select %s from %s where ctid = '%s'::tid".formatted(expression, slice.from(), ctid);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      if (!SourceErrors.isTooLarge(e)) {
        throw e;
      }
      Sql.execute(connection, "rollback to savepoint sizes");
      return LARGEST_MESSAGE + 1;
    }
  }

  /** The rows' places in the table. */
  List<String> ctids() {
    return rows.stream().map(Row::ctid).toList();
  }

  /** Reads them, those that are too large without their largest values, after all others. */
  void read(SliceTask slice, CopyReader reader, Copy copy)
      throws SQLException, IOException, InterruptedException {
    for (Row row : rows) {
      if (row.behind().isEmpty()) {
        readAlone(slice, row, copy);
      }
    }
    for (Row row : rows) {
      if (!row.behind().isEmpty()) {
        reader.loseAsTooLarge(row.behind(), limit());
        readAlone(slice, row, copy);
      }
    }
  }

  private static void readAlone(SliceTask slice, Row row, Copy copy)
      throws SQLException, IOException, InterruptedException {
    ONE.acquire();
    try {
      copy.run(slice.copyRow(row.ctid(), row.behind()));
    } finally {
      ONE.release();
    }
  }
}
