package io.daybook.extract;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceSettings;
import io.daybook.source.server.SourceErrors;
import io.daybook.source.server.Waiter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application comes first: every second, on the coordinator's session, asks who waits on one of
 * our sessions, and ends everything when somebody has waited too long, because what waits behind
 * our lock makes the application's own reads wait behind it. The same question is the session's
 * heartbeat: when it fails, the snapshot is lost.
 */
final class SnapshotWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotWatch.class);
  private static final int CANCELLATIONS = 20;
  private static final Duration CANCELLATION_PAUSE = Duration.ofMillis(50);

  private static final String CANCEL =
      """
      select count(pg_catalog.pg_cancel_backend(a.pid))
      from pg_catalog.pg_stat_activity a
      where a.application_name = ? and a.pid <> pg_catalog.pg_backend_pid()
          and a.state <> 'idle'
      """;

  private final Connection connection;
  private final SnapshotAccess access;
  private final SourceSettings settings;
  private final Duration holdLimit;
  private final Runnable stopReading;
  private final long began = System.nanoTime();
  private final Thread thread = new Thread(this::run, "daybook-extraction-watch");
  private final CountDownLatch stopped = new CountDownLatch(1);
  private DaybookException failure;

  /**
   * A watch that has yet to be started.
   *
   * @param stopReading ends what reads, at once; called by the watch's thread while {@link #stop}
   *     was not called
   */
  SnapshotWatch(
      Coordinator coordinator, SnapshotAccess access, Duration holdLimit, Runnable stopReading) {
    this.connection = coordinator.connection();
    this.access = access;
    this.settings = access.settings();
    this.holdLimit = holdLimit;
    this.stopReading = stopReading;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Why the watch ended the extraction, if it did. */
  synchronized Optional<DaybookException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Ends the watch; the coordinator's session is then the caller's again. */
  void stop() throws InterruptedException {
    stopped.countDown();
    thread.join();
  }

  private void run() {
    long pause = Waiter.pause(settings.yieldAfter()).toMillis();
    try {
      while (pause(pause)) {
        look();
      }
    } catch (SQLException e) {
      LOG.warn("The session that holds the snapshot failed: {}", SourceErrors.reason(e));
      end(
          DaybookException.of(
                  Code.SRC_LOST,
                  "Cannot hold the snapshot %s: its session failed: %s%s"
                      .formatted(
                          access.snapshot(), SourceErrors.reason(e), SourceErrors.sqlState(e)))
              .state("nothing of this snapshot is kept; readers keep the published release")
              .next(SourceErrors.next(e, access.source(), access.server().inRecovery()))
              .cause(e)
              .build());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether to look once more, after the pause. */
  private boolean pause(long millis) throws InterruptedException {
    return failure().isEmpty() && !stopped.await(millis, TimeUnit.MILLISECONDS);
  }

  private void look() throws SQLException, InterruptedException {
    Optional<Waiter> waiter =
        Waiter.tooLong(connection, access.application(), settings.yieldAfter());
    if (waiter.isPresent()) {
      stepAside(
          stepped(waiter.get().toString())
              .next(
                  "none: the next run tries again; plan schema changes outside the night's window")
              .build());
      return;
    }
    if (System.nanoTime() - began > holdLimit.toNanos()) {
      stepAside(
          stepped("it held the snapshot for " + holdLimit.toMinutes() + " minutes")
              .next("give it more connections, or raise the limit; then run again")
              .build());
    }
  }

  private static DaybookException.Builder stepped(String why) {
    return DaybookException.of(Code.SRC_YIELD, "Cannot go on extracting: " + why)
        .state("all locks are released, nothing is kept; readers keep the published release");
  }

  /** First the locks, everywhere, then the reasons. */
  private void stepAside(DaybookException reason) throws SQLException, InterruptedException {
    synchronized (this) {
      failure = reason;
    }
    LOG.warn("Stepping aside: {}", reason.getMessage());
    Sql.execute(connection, "rollback");
    end(reason);
    // A slice that had just imported the snapshot lives on; it is cancelled in its turn.
    for (int i = 0; i < CANCELLATIONS && cancelled() > 0; i++) {
      Thread.sleep(CANCELLATION_PAUSE.toMillis());
    }
  }

  private long cancelled() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CANCEL)) {
      statement.setString(1, access.application());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void end(DaybookException reason) {
    synchronized (this) {
      failure = failure == null ? reason : failure;
    }
    if (stopped.getCount() > 0) {
      stopReading.run();
    }
  }
}
