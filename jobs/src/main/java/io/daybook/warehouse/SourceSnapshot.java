package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * Where in the source's history a release lies; all that an incremental night will need.
 *
 * @param id name of the exported snapshot; every raw file carries it as {@code daybook.snapshot}
 * @param takenAt the source's clock when it was taken
 * @param horizon {@code pg_snapshot_xmin}: all older transactions have ended
 * @param insertLsn write position of the log; empty text on a standby
 * @param systemId identifier of the cluster
 * @param timeline its timeline
 * @param databaseOid oid of the database
 * @param serverVersion {@code server_version_num}
 * @param tables what was read of each table
 */
public record SourceSnapshot(
    String id,
    Instant takenAt,
    long horizon,
    String insertLsn,
    String systemId,
    int timeline,
    long databaseOid,
    int serverVersion,
    List<TableSnapshot> tables) {
  public SourceSnapshot {
    requireNonNull(id, "id is null");
    requireNonNull(takenAt, "takenAt is null");
    requireNonNull(insertLsn, "insertLsn is null");
    requireNonNull(systemId, "systemId is null");
    tables = List.copyOf(tables);
  }

  /**
   * What was read of one table.
   *
   * @param table its name
   * @param leafOids oids of the leaf partitions; its own where it is not partitioned
   * @param rows rows extracted
   * @param quarantined rows left out, each with a value that cannot be carried
   * @param fingerprint sum over rows of a 64-bit hash of the row's COPY bytes, modulo 2^64
   * @param losses what became of values that cannot be carried; none where releases did not say so,
   *     each of which then cost its row
   */
  public record TableSnapshot(
      String table,
      List<Long> leafOids,
      long rows,
      long quarantined,
      long fingerprint,
      List<Loss> losses) {
    public TableSnapshot {
      requireNonNull(table, "table is null");
      leafOids = List.copyOf(leafOids);
      losses = List.copyOf(losses);
    }

    /** This table with its losses. */
    public TableSnapshot withLosses(List<Loss> those) {
      return new TableSnapshot(table, leafOids, rows, quarantined, fingerprint, those);
    }
  }

  /**
   * What became of values of one column that cannot be carried.
   *
   * @param isUsed whether anything reads the column
   * @param cells values that are NULL instead
   * @param rows rows that were left out for a value of this column
   * @param declared values that are NULL because the model says that they mean none
   * @param readers facts that read the column, or lack the rows, and marts over these
   */
  public record Loss(
      String column, boolean isUsed, long cells, long rows, long declared, List<String> readers) {
    public Loss {
      requireNonNull(column, "column is null");
      readers = List.copyOf(readers);
    }

    /** Whether what is read of the release lacks something for it. */
    public boolean isFelt() {
      return isUsed && cells + rows > 0;
    }
  }

  /**
   * The columns, {@code orders.due_date}, for which what is read of the release lacks something.
   */
  public List<String> lacking() {
    return tables.stream()
        .flatMap(
            table ->
                table.losses().stream()
                    .filter(Loss::isFelt)
                    .map(loss -> table.table() + "." + loss.column()))
        .toList();
  }

  /** The same snapshot with the counts of these tables. */
  public SourceSnapshot withTables(List<TableSnapshot> those) {
    return new SourceSnapshot(
        id, takenAt, horizon, insertLsn, systemId, timeline, databaseOid, serverVersion, those);
  }
}
