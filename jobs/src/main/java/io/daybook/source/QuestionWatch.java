package io.daybook.source;

import io.daybook.source.server.Waiter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The application comes first here as in a night: while a question is asked, looks on a session of
 * its own who waits for what the question locks, and cancels it when somebody has waited for too
 * long. Safe for the thread that asks and its own.
 */
final class QuestionWatch implements AutoCloseable {
  /** What the sessions are called in pg_stat_activity, but for the number of this look. */
  static final String APPLICATION = "daybook source new";

  private final Connection connection;
  private final Duration allowed;
  private final String application =
      APPLICATION + " " + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  private final Thread thread = new Thread(this::run, "daybook-question-watch");
  private final CountDownLatch closed = new CountDownLatch(1);
  private Optional<Statement> asked = Optional.empty();
  private Optional<Waiter> waiter = Optional.empty();
  private Optional<SQLException> failure = Optional.empty();

  private QuestionWatch(Connection connection, Duration allowed) {
    this.connection = connection;
    this.allowed = allowed;
    thread.setDaemon(true);
  }

  /** A watch that lets nobody wait for longer than a night of these settings would. */
  static QuestionWatch start(SourceSettings settings) {
    QuestionWatch watch = new QuestionWatch(settings.connect(APPLICATION), settings.yieldAfter());
    watch.thread.start();
    return watch;
  }

  /** What the session that asks is called while it asks. */
  String application() {
    return application;
  }

  /**
   * A question begins.
   *
   * @throws SQLException where nobody can watch any more, so that nobody may ask
   */
  synchronized void begun(Statement question) throws SQLException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    waiter = Optional.empty();
    asked = Optional.of(question);
  }

  synchronized void ended() {
    asked = Optional.empty();
  }

  /** Who made the last question end early, if somebody did. */
  synchronized Optional<Waiter> waiter() {
    return waiter;
  }

  private void run() {
    long pause = Waiter.pause(allowed).toMillis();
    try {
      while (!closed.await(pause, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (SQLException e) {
      fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws SQLException {
    Optional<Statement> before = question();
    if (before.isEmpty()) {
      return;
    }
    Optional<Waiter> impatient = Waiter.tooLong(connection, application, allowed);
    synchronized (this) {
      // Who waited on the question before this one waits no more.
      if (impatient.isPresent() && asked.equals(before)) {
        waiter = impatient;
        before.get().cancel();
      }
    }
  }

  private synchronized Optional<Statement> question() {
    return asked;
  }

  private synchronized void fail(SQLException e) {
    failure = Optional.of(e);
    asked.ifPresent(
        question -> {
          try {
            question.cancel();
          } catch (SQLException again) {
            e.addSuppressed(again);
          }
        });
  }

  @Override
  public void close() throws SQLException {
    closed.countDown();
    connection.close();
  }
}
