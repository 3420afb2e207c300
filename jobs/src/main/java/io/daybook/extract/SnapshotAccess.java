package io.daybook.extract;

import static java.util.Objects.requireNonNull;

import io.daybook.copy.Names;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceErrors;
import io.daybook.source.SourceSettings;
import java.io.IOException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to read under the exported snapshot from any thread of any machine: short transactions on
 * sessions of their own, tried again while the snapshot lives.
 *
 * @param settings how to reach the source
 * @param snapshot name of the exported snapshot
 * @param application name of all our sessions in pg_stat_activity while they read
 * @param serverMajor major version of the server
 * @param attempts attempts of one piece of reading
 * @param backOff pause before the second attempt; doubles
 */
record SnapshotAccess(
    SourceSettings settings,
    String snapshot,
    String application,
    int serverMajor,
    int attempts,
    Duration backOff)
    implements Serializable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotAccess.class);

  /** What the server says when the exporter of a snapshot has ended. */
  private static final Set<String> SNAPSHOT_GONE = Set.of("22023", "42704", "55000");

  /**
   * How the server prints what we read as text, whatever the role or the database has set. Money is
   * left alone: its setting says how many digits a stored amount has after the point.
   */
  private static final String PRINTING =
      "set local timezone = 'UTC'; "
          + "set local datestyle = 'ISO, YMD'; "
          + "set local intervalstyle = 'postgres'; "
          + "set local bytea_output = 'hex'; "
          + "set local extra_float_digits = 1; ";

  SnapshotAccess {
    requireNonNull(settings, "settings is null");
    requireNonNull(snapshot, "snapshot is null");
    requireNonNull(application, "application is null");
    requireNonNull(backOff, "backOff is null");
  }

  /** Reading within one transaction; begins anew when it is called again. */
  interface Reading<R> {
    R read(Connection connection) throws SQLException, IOException, InterruptedException;
  }

  /**
   * Reads.
   *
   * @param what for the failure's text: {@code read table orders}
   * @param silence how long the server may be silent
   * @throws DaybookException SRC_LOST when the snapshot is gone or the attempts are used up, or
   *     what the source refused
   */
  <R> R read(String what, Duration silence, Reading<R> reading)
      throws IOException, InterruptedException {
    Backoff pause = new Backoff(backOff);
    for (int attempt = 1; ; attempt++) {
      try {
        return once(what, silence, reading);
      } catch (SQLException e) {
        requireUninterrupted(what);
        DaybookException failure = failure(what, attempt, e);
        if (!SourceErrors.isTransient(e) || attempt >= attempts) {
          throw failure;
        }
        LOG.warn("Attempt {} of {} to {} failed: {}", attempt, attempts, what, e.getMessage());
        SourceSessions.close(settings);
      } catch (DaybookException e) {
        requireUninterrupted(what);
        if (e.code() != Code.SRC_UNREACHABLE || attempt >= attempts) {
          throw e;
        }
        LOG.warn("Attempt {} of {} to {} failed: {}", attempt, attempts, what, e.code().text());
      }
      pause.sleep();
    }
  }

  /** Who was told to stop does not try again, whatever the driver made of it. */
  private static void requireUninterrupted(String what) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("Told to stop, would " + what);
    }
  }

  private <R> R once(String what, Duration silence, Reading<R> reading)
      throws SQLException, IOException, InterruptedException {
    Connection connection = SourceSessions.take(settings);
    boolean whole = false;
    try {
      Sql.silence(connection, silence);
      begin(what, connection);
      R result = reading.read(connection);
      Sql.execute(connection, "commit");
      whole = true;
      return result;
    } finally {
      if (whole) {
        SourceSessions.giveBack(settings, connection);
      } else {
        Sql.drop(connection);
      }
    }
  }

  private void begin(String what, Connection connection) throws SQLException {
    try {
      Sql.execute(
          connection,
          "begin transaction isolation level repeatable read read only; "
              + "set transaction snapshot "
              + Names.literal(snapshot)
              + "; "
              + patience(serverMajor, settings.yieldAfter().multipliedBy(2))
              + PRINTING
              + "set local application_name = "
              + Names.literal(application));
    } catch (SQLException e) {
      if (SNAPSHOT_GONE.contains(String.valueOf(e.getSQLState()))) {
        throw DaybookException.of(
                Code.SRC_LOST,
                "Cannot " + what + ": the snapshot " + snapshot + " is gone with its session")
            .state("nothing of this snapshot is kept; readers keep the published release")
            .next("none: the extraction begins again under a new snapshot, a few times")
            .cause(e)
            .build();
      }
      throw e;
    }
  }

  /**
   * Settings of a transaction of ours: an error rather than rows that row-level security filters,
   * and none of the server's own timeouts but one on locks.
   */
  static String patience(int serverMajor, Duration lockTimeout) {
    return "set local row_security = off; "
        + ("set local lock_timeout = " + lockTimeout.toMillis() + "; ")
        + "set local statement_timeout = 0; "
        + "set local idle_in_transaction_session_timeout = 0; "
        + (serverMajor >= 17 ? "set local transaction_timeout = 0; " : "");
  }

  private static DaybookException failure(String what, int attempt, SQLException e) {
    return SourceErrors.failure("Cannot " + what, e)
        .line("tried", attempt == 1 ? "once" : attempt + " times")
        .state("nothing of this extraction is kept; readers keep the published release")
        .next(
            SourceErrors.isTransient(e)
                ? "none: it is tried again by itself; look at the server's log if it lasts"
                : "compare the source with its model: daybook source check <source>")
        .build();
  }
}
