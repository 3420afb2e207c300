package io.daybook.engine;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/** The statements of one call of an engine, one or several at once, which others can stop. */
final class DuckWork {
  private final Set<Statement> statements = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;
  private volatile boolean cancelled;

  /** What a statement does. */
  @FunctionalInterface
  interface Action<T> {
    T on(Statement statement) throws SQLException, IOException;
  }

  /**
   * Does something with a new statement of a connection that nobody else uses meanwhile.
   *
   * @throws CancellationException when the work was stopped before
   */
  <T> T on(Connection connection, Action<T> action) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statements.add(statement);
      try {
        if (stopped) {
          throw new CancellationException();
        }
        return action.on(statement);
      } finally {
        statements.remove(statement);
      }
    }
  }

  /** Lets no statement begin any more, and those fail that are under way. */
  void stop() {
    stopped = true;
    for (Statement statement : statements) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        throw Failures.of(DuckEngine.NAME, "cancel a statement", e);
      }
    }
  }

  /** The same, because somebody wants no more of it. */
  void cancel() {
    cancelled = true;
    stop();
  }

  boolean isCancelled() {
    return cancelled;
  }
}
