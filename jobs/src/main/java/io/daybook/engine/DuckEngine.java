package io.daybook.engine;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** DuckDB in this process, over a warehouse on this machine. */
final class DuckEngine implements Engine {
  private final FileStore files;
  private final Connection connection;
  private final Workers workers = new Workers();
  private volatile Statement running;

  private DuckEngine(FileStore files, Connection connection) {
    this.files = files;
    this.connection = connection;
  }

  static DuckEngine open(EngineSettings settings, FileStore files) {
    try {
      Files.createDirectories(settings.temporary());
      Properties properties = new Properties();
      properties.setProperty("threads", Integer.toString(settings.threads()));
      properties.setProperty("memory_limit", settings.memory());
      properties.setProperty("temp_directory", settings.temporary().toString());
      properties.setProperty("preserve_insertion_order", "false");
      Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
      DuckEngine engine = new DuckEngine(files, connection);
      engine.execute("set TimeZone = 'UTC'");
      for (Dataset.Layer layer : Dataset.Layer.values()) {
        engine.execute("create schema " + layer.schema());
      }
      for (String statement : Functions.statements("duckdb.sql")) {
        engine.execute(statement);
      }
      return engine;
    } catch (SQLException | IOException e) {
      throw Failures.of("duckdb", "start", e);
    }
  }

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public void register(Dataset dataset) {
    String columns =
        dataset.schema().columns().stream()
            .map(column -> cast(column, dataset.files().isEmpty() ? "null" : column.name()))
            .collect(Collectors.joining(", "));
    String from =
        dataset.files().isEmpty()
            ? " where false"
            : " from read_parquet(["
                + dataset.files().stream()
                    .map(file -> text(files.local(file.path()).toString()))
                    .collect(Collectors.joining(", "))
                + "], union_by_name = false, hive_partitioning = false)";
    try {
      execute("create or replace view " + dataset.name() + " as select " + columns + from);
    } catch (SQLException e) {
      throw Failures.of("duckdb", "read " + dataset.name(), e);
    }
  }

  @Override
  public List<DataFile> write(String query, Schema schema, String directory) {
    String path = directory + "/part-00000.parquet";
    Path file = files.local(path);
    String columns =
        schema.columns().stream()
            .map(column -> cast(column, "computed." + column.name()))
            .collect(Collectors.joining(", "));
    try {
      Files.createDirectories(file.getParent());
      long rows =
          execute(
              "copy (select %s from (%s) as computed) to %s (format parquet, compression zstd)"
                  .formatted(columns, query, text(file.toString())));
      if (rows == 0) {
        files.delete(path);
        return List.of();
      }
      return List.of(files.seal(path, rows));
    } catch (SQLException | IOException e) {
      throw Failures.of("duckdb", "write " + directory, e);
    }
  }

  @Override
  public List<List<Object>> rows(String query) {
    try (Statement statement = connection.createStatement()) {
      running = statement;
      List<List<Object>> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery(query)) {
        int width = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<Object> row = new ArrayList<>(width);
          for (int i = 1; i <= width; i++) {
            row.add(value(result, i));
          }
          rows.add(row);
        }
      }
      return rows;
    } catch (SQLException e) {
      throw Failures.of("duckdb", "query", e);
    } finally {
      running = null;
    }
  }

  private static Object value(ResultSet result, int index) throws SQLException {
    Object value = result.getObject(index);
    if (value instanceof OffsetDateTime instant) {
      return instant.toInstant();
    }
    if (value instanceof java.sql.Timestamp instant) {
      return instant.toInstant();
    }
    if (value instanceof java.sql.Date) {
      return result.getObject(index, LocalDate.class);
    }
    if (value instanceof BigInteger whole) {
      return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : new BigDecimal(whole);
    }
    return value;
  }

  private long execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      running = statement;
      return statement.execute(sql) ? 0 : Math.max(0, statement.getLargeUpdateCount());
    } finally {
      running = null;
    }
  }

  private static String cast(Column column, String expression) {
    return "cast(" + expression + " as " + type(column.type()) + ") as " + column.name();
  }

  private static String type(DataType type) {
    return switch (type.kind()) {
      case TEXT -> "varchar";
      case TIMESTAMP -> "timestamptz";
      default -> type.toString();
    };
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  @Override
  public String literal(Instant instant) {
    return "timestamptz '" + instant + "'";
  }

  @Override
  public String literal(LocalDate date) {
    return "date '" + date + "'";
  }

  @Override
  public <T extends Serializable, R extends Serializable> List<R> run(
      List<T> tasks, Work<T, R> work, int parallelism) {
    return workers.run(tasks, work, parallelism);
  }

  @Override
  public void cancel() {
    workers.cancel();
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        throw Failures.of("duckdb", "cancel", e);
      }
    }
  }

  @Override
  public void close() {
    workers.cancel();
    try {
      connection.close();
    } catch (SQLException e) {
      throw Failures.of("duckdb", "close", e);
    }
  }
}
