package io.daybook.engine;

import io.daybook.postgres.TestPostgres;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.warehouse.Dataset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** PostgreSQL with the functions of the dialect: what the engines are measured by. */
final class Oracle implements AutoCloseable {
  private final Connection connection;

  private Oracle(Connection connection) {
    this.connection = connection;
  }

  static Oracle open(TestPostgres database) {
    try {
      Connection connection = database.connect();
      try (Statement statement = connection.createStatement()) {
        statement.execute("set time zone 'UTC'");
        for (Dataset.Layer layer : Dataset.Layer.values()) {
          statement.execute("create schema " + layer.schema());
        }
        for (String function : ForeignSql.postgresFunctions()) {
          statement.execute(function);
        }
      }
      return new Oracle(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void table(String name, Schema schema, List<? extends List<?>> rows) {
    String columns =
        schema.columns().stream()
            .map(column -> column.name() + " " + type(column))
            .collect(Collectors.joining(", "));
    String marks = schema.columns().stream().map(c -> "?").collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement();
        Statement dropped = connection.createStatement()) {
      dropped.execute("drop table if exists " + name);
      statement.execute("create table " + name + " (" + columns + ")");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into " + name + " values (" + marks + ")")) {
        for (List<?> row : rows) {
          for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            insert.setObject(
                i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
          }
          insert.addBatch();
        }
        insert.executeBatch();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String type(Column column) {
    DataType type = column.type();
    return switch (type.kind()) {
      case DOUBLE -> "double precision";
      case TIMESTAMP -> "timestamptz";
      default -> type.toString();
    };
  }

  List<List<Object>> rows(String sql) {
    List<List<Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(ForeignSql.postgres(sql))) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(value(result, i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage() + " in: " + sql, e);
    }
  }

  private static Object value(ResultSet result, int index) throws SQLException {
    Object value = result.getObject(index);
    if (value instanceof java.sql.Date) {
      return result.getObject(index, LocalDate.class);
    }
    if (value instanceof Timestamp) {
      boolean zoned = result.getMetaData().getColumnTypeName(index).equals("timestamptz");
      return zoned
          ? result.getObject(index, OffsetDateTime.class).toInstant()
          : result.getTimestamp(index).toLocalDateTime().toInstant(ZoneOffset.UTC);
    }
    return value;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
