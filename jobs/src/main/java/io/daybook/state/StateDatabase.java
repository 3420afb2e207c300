package io.daybook.state;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A small pool of sessions of the state, and its statements, each one transaction. Packages that
 * keep tables of their own there work through it. Values may be null, {@code Instant}, {@code
 * OptionalLong} or what pgjdbc binds itself. Safe for several threads.
 */
public final class StateDatabase implements AutoCloseable {
  /** Sessions of a command. */
  static final int SESSIONS = 4;

  private static final long CONNECT_MILLIS = 5_000;

  /** A process that is stopped in the middle of a transaction must not hold others up for long. */
  private static final String LET_GO = "set idle_in_transaction_session_timeout = '20s'";

  /** SQLSTATE classes of a server that is away, out of resources or ending. */
  private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

  private final HikariDataSource pool;
  private final String where;

  private StateDatabase(HikariDataSource pool, String where) {
    this.pool = pool;
    this.where = where;
  }

  static StateDatabase connect(String url, String user, String password, int sessions) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("state");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(sessions);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setConnectionInitSql(LET_GO);
    config.addDataSourceProperty("ApplicationName", "daybook");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("socketTimeout", "60");
    String where = withoutParameters(url);
    try {
      return new StateDatabase(new HikariDataSource(config), where);
    } catch (PoolInitializationException e) {
      throw failure("open the state", where, rootOf(e), e);
    }
  }

  /** A URL as messages may show it. */
  static String withoutParameters(String url) {
    int parameters = url.indexOf('?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }

  /** Where the state is, for people. */
  String where() {
    return where;
  }

  /** The sessions themselves, for a library that keeps its own tables in the state. */
  public DataSource dataSource() {
    return pool;
  }

  /**
   * Runs a statement that changes rows.
   *
   * @param what for messages, what cannot be done when it fails: {@code record release 3}
   * @return rows that were touched
   */
  public int update(String what, String sql, Object... values) {
    try (Connection session = pool.getConnection();
        PreparedStatement statement = session.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failure(what, where, e, e);
    }
  }

  /** The first row of a query, or of what a statement returns. */
  public <T> Optional<T> row(String what, String sql, RowReader<T> reader, Object... values) {
    return rows(what, sql, reader, values).stream().findFirst();
  }

  /** All rows of a query, or of what a statement returns. */
  public <T> List<T> rows(String what, String sql, RowReader<T> reader, Object... values) {
    try (Connection session = pool.getConnection();
        PreparedStatement statement = session.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> result = new ArrayList<>();
        while (rows.next()) {
          result.add(reader.read(rows));
        }
        return result;
      }
    } catch (SQLException e) {
      throw failure(what, where, e, e);
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, bound(values[i]));
    }
  }

  private static Object bound(Object value) {
    if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    if (value instanceof OptionalLong number) {
      return number.isPresent() ? number.getAsLong() : null;
    }
    return value;
  }

  /** A timestamptz; empty for NULL. */
  public static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  static OptionalLong number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** The failure of a statement, or of connecting, in the house's form. */
  static DaybookException failure(String what, String where, Throwable reason, Throwable cause) {
    String state = sqlState(reason);
    String text = "Cannot %s: ".formatted(what);
    if (state.startsWith("28")) {
      return DaybookException.of(
              Code.STATE_AUTH, text + where + " refuses the role or its password")
          .state("the state was not changed")
          .next("check the user and the password of the state")
          .cause(cause)
          .build();
    }
    if (state.isEmpty() || AWAY.contains(state.substring(0, 2))) {
      return DaybookException.of(
              Code.STATE_UNAVAILABLE, text + where + " is away: " + rootOf(reason).getMessage())
          .state("releases are untouched; what the lost session wrote last may or may not be kept")
          .next("see that the state server runs, then run the command again")
          .cause(cause)
          .build();
    }
    return DaybookException.of(
            Code.INTERNAL, text + "SQLSTATE " + state + " " + reason.getMessage())
        .state("the statement changed nothing")
        .next("report this as a defect of Daybook")
        .cause(cause)
        .build();
  }

  /** The first state that a cause carries: the pool's own timeouts carry none. */
  private static String sqlState(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  @Override
  public void close() {
    pool.close();
  }

  /** Makes a value of the row that the result stands on. */
  public interface RowReader<T> {
    /** The row's value; must not move on. */
    T read(ResultSet row) throws SQLException;
  }
}
