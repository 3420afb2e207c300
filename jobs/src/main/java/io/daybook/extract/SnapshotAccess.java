package io.daybook.extract;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceSettings;
import io.daybook.source.server.Patience;
import io.daybook.source.server.ServerIdentity;
import io.daybook.source.server.SourceErrors;
import io.daybook.sql.Quoted;
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
 * @param source the source's name, for messages
 * @param settings how to reach the source
 * @param server where the snapshot lies
 * @param snapshot name of the exported snapshot
 * @param application name of all our sessions in pg_stat_activity while they read
 * @param serverMajor major version of the server
 * @param attempts attempts of one piece of reading
 * @param backOff pause before the second attempt; doubles
 */
record SnapshotAccess(
    String source,
    SourceSettings settings,
    ServerIdentity server,
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

  /** A source lends us its connections, and no processors beside: workers are the application's. */
  private static final String ALONE = "set local max_parallel_workers_per_gather = 0; ";

  private static final String STATE =
      "nothing of this snapshot is kept; readers keep the published release";

  SnapshotAccess {
    requireNonNull(source, "source is null");
    requireNonNull(settings, "settings is null");
    requireNonNull(server, "server is null");
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
              + Quoted.text(snapshot)
              + "; "
              + Patience.settings(serverMajor, settings.yieldAfter().multipliedBy(2))
              + PRINTING
              + ALONE
              + "set local application_name = "
              + Quoted.text(application));
    } catch (SQLException e) {
      if (SNAPSHOT_GONE.contains(String.valueOf(e.getSQLState()))) {
        throw gone(what, connection, e);
      }
      throw e;
    }
  }

  /** A snapshot lives on the server that exported it: perhaps this session is on another. */
  private DaybookException gone(String what, Connection connection, SQLException e)
      throws SQLException {
    Sql.execute(connection, "rollback");
    ServerIdentity reached = ServerIdentity.of(connection);
    if (reached.equals(server)) {
      return DaybookException.of(
              Code.SRC_LOST,
              "Cannot " + what + ": the snapshot " + snapshot + " is gone with its session")
          .state(STATE)
          .next(SourceErrors.nextWhenEnded(server.inRecovery()))
          .cause(e)
          .build();
    }
    return DaybookException.of(
            Code.SRC_LOST,
            "Cannot " + what + ": the snapshot " + snapshot + " lies on another server")
        .line("taken on", server.toString())
        .line("reached", reached.toString())
        .state(STATE)
        .next("name one server in the URL of source " + source + " in daybook.yml")
        .cause(e)
        .build();
  }

  private DaybookException failure(String what, int attempt, SQLException e) {
    return SourceErrors.failure("Cannot " + what, e)
        .line("tried", attempt == 1 ? "once" : attempt + " times")
        .state("nothing of this extraction is kept; readers keep the published release")
        .next(SourceErrors.next(e, source, server.inRecovery()))
        .build();
  }
}
