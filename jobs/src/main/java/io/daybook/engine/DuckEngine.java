package io.daybook.engine;

import io.daybook.duckdb.DuckDb;
import io.daybook.schema.KeyForm;
import io.daybook.schema.Schema;
import io.daybook.sql.Quoted;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.DatasetSql;
import io.daybook.warehouse.FileStore;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** DuckDB in this process, over a warehouse on this machine. */
final class DuckEngine implements Engine {
  static final String NAME = "duckdb";

  private final FileStore files;
  private final Connection connection;
  private final Views<Dataset> views = new Views<>(this::view);
  private final Workers workers = new Workers();
  private volatile Running running;

  private DuckEngine(FileStore files, Connection connection) {
    this.files = files;
    this.connection = connection;
  }

  static DuckEngine open(EngineSettings settings, FileStore files) {
    try {
      Files.createDirectories(settings.temporary());
      Connection connection =
          DuckDialect.open(
              Map.of(
                  "threads",
                  Integer.toString(settings.threads()),
                  "memory_limit",
                  settings.memory(),
                  "temp_directory",
                  settings.temporary().toString(),
                  "preserve_insertion_order",
                  "false"));
      DuckEngine engine = new DuckEngine(files, connection);
      // A file that is registered never changes: its footer is read once, not by every query.
      engine.perform("start", statement -> statement.execute("set parquet_metadata_cache = true"));
      return engine;
    } catch (SQLException | IOException e) {
      throw Failures.of(NAME, "start", e);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void register(Dataset dataset) {
    views.put(dataset.name(), dataset);
  }

  private void view(Dataset dataset, KeyForm keys) {
    perform(
        "read " + dataset.name(),
        statement ->
            statement.execute(
                "create or replace view "
                    + DuckDialect.view(dataset.layer().schema(), dataset.table(), keys)
                    + " as "
                    + DatasetSql.select(files, dataset, keys)));
  }

  /** The query in DuckDB's words, over views that are there. */
  private String prepared(String query, KeyForm keys) {
    views.make(query, keys);
    return DuckDialect.rewrite(query, keys);
  }

  @Override
  public List<DataFile> write(Output output) {
    String directory = output.directory();
    Schema schema = output.schema();
    String path = directory + "/part-00000.parquet";
    Path file = files.local(path);
    String rewritten = prepared(output.query(), output.keys());
    long rows =
        perform(
            "compute " + directory,
            statement -> {
              Casts.match(directory, results(statement, rewritten), schema);
              Files.createDirectories(file.getParent());
              return statement.executeLargeUpdate(copy(rewritten, schema, file));
            });
    if (rows == 0) {
      files.deleteFolder(directory);
      return List.of();
    }
    DataFile sealed = files.seal(path, rows);
    files.syncFolder(directory);
    return List.of(sealed);
  }

  private static String copy(String query, Schema schema, Path file) {
    String columns =
        schema.columns().stream()
            .map(column -> DuckDb.written(Quoted.column("computed", column.name()), column))
            .collect(Collectors.joining(", "));
    return "copy (select %s from (%s\n) as computed) to %s (format parquet, compression zstd)"
        .formatted(columns, query, Quoted.text(file.toString()));
  }

  static List<Casts.Result> results(Statement statement, String query) throws SQLException {
    List<Casts.Result> results = new ArrayList<>();
    try (ResultSet described = statement.executeQuery("describe " + query)) {
      while (described.next()) {
        String type = described.getString("column_type");
        results.add(new Casts.Result(described.getString("column_name"), from(type), type));
      }
    }
    return results;
  }

  private static Casts.From from(String type) {
    return switch (type.replaceFirst("\\(.*", "")) {
      case "\"NULL\"" -> Casts.From.NULL;
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT" -> Casts.From.INTEGER;
      case "DECIMAL" -> Casts.From.DECIMAL;
      case "DOUBLE", "FLOAT" -> Casts.From.DOUBLE;
      case "VARCHAR" -> Casts.From.TEXT;
      case "UUID" -> Casts.From.UUID;
      case "BOOLEAN" -> Casts.From.BOOLEAN;
      case "DATE" -> Casts.From.DATE;
      case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> Casts.From.TIMESTAMP;
      default -> Casts.From.OTHER;
    };
  }

  @Override
  public List<List<Object>> rows(String query, KeyForm keys) {
    String rewritten = prepared(query, keys);
    return perform(
        "query",
        statement -> {
          List<List<Object>> rows = new ArrayList<>();
          try (ResultSet result = statement.executeQuery(rewritten)) {
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
        });
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
    if (value instanceof UUID key) {
      return key.toString();
    }
    if (value instanceof BigInteger whole) {
      return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : new BigDecimal(whole);
    }
    return value;
  }

  private interface Action<T> {
    T on(Statement statement) throws SQLException, IOException;
  }

  /** One statement at a time, which {@link #cancel} can reach. */
  private <T> T perform(String what, Action<T> action) {
    try (Statement statement = connection.createStatement()) {
      Running now = new Running(statement);
      running = now;
      try {
        return action.on(statement);
      } catch (SQLException | IOException e) {
        throw now.cancelled ? Failures.cancelled(what) : Failures.of(NAME, what, e);
      } finally {
        running = null;
      }
    } catch (SQLException e) {
      throw Failures.of(NAME, what, e);
    }
  }

  private static final class Running {
    final Statement statement;
    volatile boolean cancelled;

    Running(Statement statement) {
      this.statement = statement;
    }
  }

  @Override
  public String literal(Instant instant) {
    return "timestamptz '" + instant + "'";
  }

  @Override
  public <T extends Serializable, R extends Serializable> List<R> run(
      List<T> tasks, Work<T, R> work, int parallelism) {
    return workers.run(tasks, work, parallelism);
  }

  @Override
  public void cancel() {
    workers.cancel();
    Running now = running;
    if (now != null) {
      now.cancelled = true;
      try {
        now.statement.cancel();
      } catch (SQLException e) {
        throw Failures.of(NAME, "cancel a statement", e);
      }
    }
  }

  @Override
  public void close() {
    workers.cancel();
    try {
      connection.close();
    } catch (SQLException e) {
      throw Failures.of(NAME, "close", e);
    }
  }
}
