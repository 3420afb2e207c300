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
   */
  public record TableSnapshot(
      String table, List<Long> leafOids, long rows, long quarantined, long fingerprint) {
    public TableSnapshot {
      requireNonNull(table, "table is null");
      leafOids = List.copyOf(leafOids);
    }
  }
}
