package io.daybook.state;

import java.util.List;

/**
 * Rows about releases, so that a status need not read the warehouse. They are derived: the
 * manifests are the truth, and writing the same row again repairs it.
 */
public final class ReleaseRows {
  private final StateDatabase database;

  ReleaseRows(StateDatabase database) {
    this.database = database;
  }

  /** Writes the row of a release, or overwrites it. */
  public void upsert(ReleaseRow release) {
    database.update(
        "record release %d of %s".formatted(release.release(), release.source()),
        """
        insert into daybook.release (source, release, run_id, rollback_of, as_of, published_at)
        values (?, ?, ?, ?::bigint, ?, ?)
        on conflict (source, release) do update
        set
            run_id = excluded.run_id,
            rollback_of = excluded.rollback_of,
            as_of = excluded.as_of,
            published_at = excluded.published_at
        """,
        release.source(),
        release.release(),
        release.run(),
        release.rollbackOf(),
        release.asOf(),
        release.publishedAt());
  }

  /** Newest first. */
  public List<ReleaseRow> list(String source, int limit) {
    return database.rows(
        "list the releases of " + source,
        """
        select source, release, run_id, as_of, published_at, rollback_of
        from daybook.release
        where source = ?
        order by release desc
        limit ?
        """,
        row ->
            new ReleaseRow(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                StateDatabase.instant(row, 4).orElseThrow(),
                StateDatabase.instant(row, 5).orElseThrow(),
                StateDatabase.number(row, 6)),
        source,
        limit);
  }
}
