package io.daybook.source;

import io.daybook.source.server.Patience;
import io.daybook.sql.Quoted;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Questions to the rows of a source, each in a transaction of its own that gives way and ends soon.
 */
final class RowQuestions {
  /** Rows of a table that are looked at where more would tell no more. */
  static final int ROWS = 100_000;

  /** What one question may take; whoever needs longer has told nothing. */
  private static final String LIMITS =
      "set local statement_timeout = '20s'; set local max_parallel_workers_per_gather = 0";

  private static final String TIMED_OUT = "57014";

  private final Connection connection;
  private final Schemas schemas;
  private final int serverMajor;

  RowQuestions(Connection connection, Schemas schemas) throws SQLException {
    this.connection = connection;
    this.schemas = schemas;
    this.serverMajor = connection.getMetaData().getDatabaseMajorVersion();
  }

  /** The table in SQL. */
  String place(String table) {
    return Quoted.name(schemas.schema(table), schemas.table(table));
  }

  /** Rows of an answer; nothing where it took too long. */
  Optional<List<List<Object>>> ask(String sql) throws SQLException {
    boolean isAutoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          Patience.settings(serverMajor, SourceSettings.DEFAULT_LOCK_TIMEOUT) + LIMITS);
      List<List<Object>> answer = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(sql)) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          List<Object> row = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            row.add(rows.getObject(i));
          }
          answer.add(row);
        }
      }
      return Optional.of(answer);
    } catch (SQLException e) {
      if (TIMED_OUT.equals(e.getSQLState())) {
        return Optional.empty();
      }
      throw e;
    } finally {
      connection.rollback();
      connection.setAutoCommit(isAutoCommit);
    }
  }
}
