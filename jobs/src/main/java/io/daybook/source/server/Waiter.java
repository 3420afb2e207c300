package io.daybook.source.server;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A session of the source that waits for a lock because of one of ours. What waits behind our lock
 * makes the application's own reads wait behind it, so whoever reads asks again and again, and
 * steps aside when somebody has waited too long.
 *
 * @param pid of its server process
 * @param what the table that it waits for, or another thing that is locked
 * @param mode of the lock
 * @param waited how long, until it was asked
 */
public record Waiter(int pid, String what, String mode, Duration waited) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SHORTEST = Duration.ofMillis(10);

  /** The statistics of a transaction are frozen unless they are cleared. */
  private static final String CLEAR = "select pg_catalog.pg_stat_clear_snapshot()";

  private static final String WAITERS =
      """
      with ours as (
          select array_agg(a.pid) || pg_catalog.pg_backend_pid() as pids
          from pg_catalog.pg_stat_activity a
          where a.application_name = ?
      )
      select l.pid, coalesce(l.relation::regclass::text, l.locktype), l.mode,
          extract(epoch from clock_timestamp() - l.waitstart)::double precision as seconds
      from pg_catalog.pg_locks l, ours
      where not l.granted and l.pid <> all (ours.pids)
          and pg_catalog.pg_blocking_pids(l.pid) && ours.pids
      order by l.waitstart nulls last
      limit 1
      """;

  public Waiter {
    requireNonNull(what, "what is null");
    requireNonNull(mode, "mode is null");
    requireNonNull(waited, "waited is null");
  }

  /** The pause between two questions, so that nobody waits much longer than is allowed. */
  public static Duration pause(Duration allowed) {
    Duration half = allowed.dividedBy(2);
    Duration pause = half.compareTo(SECOND) < 0 ? half : SECOND;
    return pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
  }

  /**
   * Who has waited longest on us, if that is too long.
   *
   * @param connection a session, in a transaction or not; who waits on it counts, too
   * @param application name of our sessions in pg_stat_activity while they read
   * @param allowed how long somebody may wait
   */
  public static Optional<Waiter> tooLong(
      Connection connection, String application, Duration allowed) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(CLEAR);
    }
    try (PreparedStatement statement = connection.prepareStatement(WAITERS)) {
      statement.setString(1, application);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        Duration waited = Duration.ofMillis(Math.round(row.getDouble(4) * 1_000));
        return Optional.of(new Waiter(row.getInt(1), row.getString(2), row.getString(3), waited))
            .filter(waiter -> waited.compareTo(allowed) >= 0);
      }
    }
  }

  /** As the reason why we stepped aside. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "session %d of the server waited %.1f s on us for %s of %s",
        pid,
        waited.toMillis() / 1_000.0,
        mode,
        what);
  }
}
