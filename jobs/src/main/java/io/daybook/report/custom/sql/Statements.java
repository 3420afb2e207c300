package io.daybook.report.custom.sql;

import static java.util.Objects.requireNonNull;

import io.daybook.duckdb.Vectors;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.duckdb.DuckDBPreparedStatement;

/**
 * Runs the statements of one question. Another thread may cancel it; the one that runs does nothing
 * else at a time.
 */
final class Statements {
  private final Connection connection;
  private final Gate gate;
  private PreparedStatement running;
  private boolean isCancelled;

  /**
   * @param connection of the tenant's database; stays open
   */
  Statements(Connection connection, Gate gate) {
    this.connection = requireNonNull(connection, "connection is null");
    this.gate = requireNonNull(gate, "gate is null");
  }

  /** Values of one row by the column's place. */
  static final class Row {
    private final Object[] values;

    private Row(Object[] values) {
      this.values = values;
    }

    /** Null where there is none, or no such column. */
    Object value(int place) {
      return place < 0 ? null : values[place];
    }

    /** The values of these places. */
    Object[] values(int[] places) {
      Object[] some = new Object[places.length];
      for (int i = 0; i < some.length; i++) {
        some[i] = value(places[i]);
      }
      return some;
    }

    /** The first so many values. */
    List<Object> first(int count) {
      return Arrays.asList(values).subList(0, count);
    }

    BigDecimal number(int place) {
      return (BigDecimal) value(place);
    }
  }

  /** Stops what runs, and what would run next. */
  synchronized void cancel() {
    isCancelled = true;
    if (running != null) {
      try {
        running.cancel();
      } catch (SQLException e) {
        throw failure(e);
      }
    }
  }

  private synchronized void begin(PreparedStatement statement) {
    if (isCancelled) {
      throw cancelled();
    }
    running = statement;
  }

  private synchronized void end() {
    running = null;
  }

  /** Gives each row, after it has shown that it is the tenant's. */
  void run(Query query, Consumer<Row> rows) {
    try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
      for (int i = 0; i < query.values().size(); i++) {
        statement.setString(i + 1, query.values().get(i));
      }
      int strangers = query.columns().lastIndexOf(Gate.STRANGERS);
      begin(statement);
      try {
        read(statement, values -> rows.accept(owned(new Row(values), strangers)));
      } finally {
        end();
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private Row owned(Row row, int strangers) {
    gate.requireOwn(row.number(strangers));
    return row;
  }

  private static void read(PreparedStatement statement, Consumer<Object[]> rows)
      throws SQLException {
    if (statement instanceof DuckDBPreparedStatement duck) {
      Vectors.rows(duck, rows);
      return;
    }
    try (ResultSet result = statement.executeQuery()) {
      int count = result.getMetaData().getColumnCount();
      while (result.next()) {
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
          values[i] = value(result.getObject(i + 1));
        }
        rows.accept(values);
      }
    }
  }

  /** The same value whatever the driver calls it. */
  private static Object value(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return BigDecimal.valueOf(((Number) value).longValue());
    } else if (value instanceof Number && !(value instanceof BigDecimal)) {
      return new BigDecimal(value.toString());
    } else if (value instanceof Date date) {
      return date.toLocalDate();
    } else if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant();
    } else if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    } else if (value instanceof UUID) {
      return value.toString();
    }
    boolean known =
        value == null
            || value instanceof BigDecimal
            || value instanceof String
            || value instanceof Boolean
            || value instanceof LocalDate
            || value instanceof Instant;
    if (!known) {
      throw new IllegalStateException("A value of no known type: " + value.getClass());
    }
    return value;
  }

  private DaybookException failure(SQLException e) {
    String message = String.valueOf(e.getMessage());
    if (isCancelled()) {
      return cancelled();
    } else if (message.contains("maximum execution time")) {
      return tooLarge("it takes longer than a report may", e);
    } else if (message.contains("Out of Memory")) {
      return tooLarge("it needs more memory than a report may take", e);
    }
    return DaybookException.of(
            Code.ENGINE_FAILED,
            "Cannot ask a custom report: " + message.lines().findFirst().orElse("no reason given"))
        .state("nothing was shown")
        .next("report it with the log")
        .cause(e)
        .build();
  }

  private synchronized boolean isCancelled() {
    return isCancelled;
  }

  private static DaybookException cancelled() {
    return DaybookException.of(Code.CANCELLED, "Cannot ask a custom report: it was cancelled")
        .state("nothing was shown")
        .next("ask again")
        .build();
  }

  /** The asker can mend it, so it is no failure of the engine. */
  static DaybookException tooLarge(String why, SQLException cause) {
    return DaybookException.of(Code.DEF_REPORT, "Cannot show a custom report: " + why)
        .state("nothing was shown")
        .next("name a shorter period, fewer dimensions or a filter")
        .cause(cause)
        .build();
  }
}
