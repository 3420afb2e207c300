package io.daybook.source.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the server the very question of a run, for no row: whether a query may be read. It answers
 * for rights on columns and behind views, for what a replica cannot show, for views that were never
 * filled and for foreign servers that are down.
 */
public final class ReadProbe {
  /** A foreign server that is silent for longer is down; to plan and to read no row is quick. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private ReadProbe() {}

  /**
   * Why the query cannot be read. Takes and releases the locks that reading takes.
   *
   * @param connection a session in a transaction, which goes on afterwards as it was
   * @param query a query of no rows
   * @throws SQLException when the session was lost over it
   */
  public static Optional<SQLException> refusal(Connection connection, String query)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("savepoint probe");
      Optional<SQLException> refusal = Optional.empty();
      try {
        statement.execute("set local statement_timeout = " + LONGEST.toMillis() + "; " + query);
      } catch (SQLException e) {
        refusal = Optional.of(e);
      }
      statement.execute("rollback to savepoint probe; release savepoint probe");
      return refusal;
    }
  }
}
