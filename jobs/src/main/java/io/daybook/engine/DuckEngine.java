package io.daybook.engine;

import io.daybook.duckdb.DuckDb;
import io.daybook.fault.DaybookException;
import io.daybook.parquet.ParquetFooter;
import io.daybook.schema.Column;
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
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** DuckDB in this process, over a warehouse on this machine. */
final class DuckEngine implements Engine {
  static final String NAME = "duckdb";

  /** Most queries at once: DuckDB plans each in one thread, and computes with all there are. */
  private static final int QUERYING = 4;

  /**
   * Most outputs at once: while the last rows of one are written, digested and synced by one
   * thread, the others compute the next.
   */
  private static final int WRITING = 2;

  /** What each connection begins with: a file never changes, so its footer is read once. */
  private static final List<String> SESSION =
      List.of("set TimeZone = 'UTC'", "set parquet_metadata_cache = true");

  private final int threads;
  private final FileStore files;
  private final DuckDBConnection connection;
  private final Views<Dataset> views = new Views<>(this::view);
  private final Workers workers = new Workers();
  private final Set<DuckWork> running = ConcurrentHashMap.newKeySet();

  private DuckEngine(int threads, FileStore files, DuckDBConnection connection) {
    this.threads = threads;
    this.files = files;
    this.connection = connection;
  }

  static DuckEngine open(EngineSettings settings, FileStore files) {
    try {
      Files.createDirectories(settings.temporary());
      DuckDBConnection connection =
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
      DuckEngine engine = new DuckEngine(settings.threads(), files, connection);
      for (String setting : SESSION) {
        engine.perform("start", statement -> statement.execute(setting));
      }
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
  public boolean isOfOneMachine() {
    return true;
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
    String query = prepared(output.query(), output.keys());
    Piece<List<DataFile>> piece = written(output, query);
    return perform(piece.what(), piece.action());
  }

  @Override
  public void write(List<Output> outputs, ObjIntConsumer<List<DataFile>> written) {
    outputs.forEach(output -> views.make(output.query(), output.keys()));
    List<JoinedParents> joined =
        outputs.stream()
            .filter(DuckEngine::seesStoredKeys)
            .map(output -> JoinedParents.of(output.query()))
            .toList();
    try (DuckParents parents = new DuckParents(connection)) {
      if (!joined.isEmpty()) {
        perform("read parents", each -> parents.read(each, joined, views::dataset));
      }
      perform(
          "compute " + outputs.size() + " outputs",
          WRITING,
          outputs.stream().map(output -> written(output, over(parents, output))).toList(),
          written);
    } catch (SQLException e) {
      throw Failures.of(NAME, "free parents", e);
    }
  }

  /** As what Daybook writes does; people's queries may do more with a text than hand it over. */
  private static boolean seesStoredKeys(Output output) {
    return output.keys() == KeyForm.STORED;
  }

  private static String over(DuckParents parents, Output output) {
    String query = output.query();
    return DuckDialect.rewrite(
        seesStoredKeys(output) ? parents.under(JoinedParents.of(query)) : query, output.keys());
  }

  /** What writes an output, once the views that it reads are there. */
  private Piece<List<DataFile>> written(Output output, String query) {
    String directory = output.directory();
    return new Piece<>(
        "compute " + directory, statement -> written(statement, query, output.schema(), directory));
  }

  private List<DataFile> written(Statement statement, String query, Schema schema, String directory)
      throws SQLException, IOException {
    String path = directory + "/part-00000.parquet";
    Path file = files.local(path);
    Map<String, Casts.Result> results = Casts.match(directory, results(statement, query), schema);
    Files.createDirectories(file.getParent());
    long rows = statement.executeLargeUpdate(copy(query, results, schema, file));
    if (rows == 0) {
      files.deleteFolder(directory);
      return List.of();
    }
    // Spark cannot read columns that are annotated as UUIDs, and DuckDB always does that.
    ParquetFooter.dropUuidAnnotations(file);
    DataFile sealed = files.seal(path, rows);
    files.syncFolder(directory);
    return List.of(sealed);
  }

  private static String copy(
      String query, Map<String, Casts.Result> results, Schema schema, Path file) {
    String columns =
        schema.columns().stream()
            .map(column -> copied(column, results.get(column.name())))
            .collect(Collectors.joining(", "));
    return "copy (select %s from (%s\n) as computed) to %s (format parquet, compression zstd)"
        .formatted(columns, query, Quoted.text(file.toString()));
  }

  private static String copied(Column column, Casts.Result result) {
    String value = Quoted.column("computed", column.name());
    return DuckParents.isListed(result.type()) ? value : DuckDb.written(value, column);
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
    return switch (type.replaceFirst("(?s)\\(.*", "")) {
      case "\"NULL\"" -> Casts.From.NULL;
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT" -> Casts.From.INTEGER;
      case "DECIMAL" -> Casts.From.DECIMAL;
      case "DOUBLE", "FLOAT" -> Casts.From.DOUBLE;
      case "VARCHAR", DuckParents.LISTED -> Casts.From.TEXT;
      case "BLOB", "UUID" -> Casts.From.UUID;
      case "BOOLEAN" -> Casts.From.BOOLEAN;
      case "DATE" -> Casts.From.DATE;
      case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> Casts.From.TIMESTAMP;
      default -> Casts.From.OTHER;
    };
  }

  @Override
  public List<List<Object>> rows(String query, KeyForm keys) {
    String rewritten = prepared(query, keys);
    return perform("query", statement -> rows(statement, rewritten));
  }

  @Override
  public List<List<List<Object>>> rows(List<String> queries, KeyForm keys) {
    List<String> rewritten = queries.stream().map(query -> prepared(query, keys)).toList();
    List<List<List<Object>>> results = new ArrayList<>();
    perform(
        "query",
        QUERYING,
        rewritten.stream()
            .map(query -> new Piece<List<List<Object>>>("query", each -> rows(each, query)))
            .toList(),
        (rows, i) -> results.add(rows));
    return results;
  }

  private static List<List<Object>> rows(Statement statement, String query) throws SQLException {
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
    if (value instanceof Blob) {
      return KeyForm.text(result.getBytes(index));
    }
    if (value instanceof BigInteger whole) {
      return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : new BigDecimal(whole);
    }
    return value;
  }

  /** One statement, which {@link #cancel} can reach. */
  private <T> T perform(String what, DuckWork.Action<T> action) {
    DuckWork work = new DuckWork();
    running.add(work);
    try {
      return work.on(connection, action);
    } catch (SQLException | IOException | CancellationException e) {
      throw failure(what, work, e);
    } finally {
      running.remove(work);
    }
  }

  /** One of several statements, and what it is to do. */
  private record Piece<T>(String what, DuckWork.Action<T> action) {}

  /** Several statements side by side, which {@link #cancel} can reach. */
  private <T> void perform(String what, int lanes, List<Piece<T>> pieces, ObjIntConsumer<T> done) {
    DuckWork work = new DuckWork();
    running.add(work);
    try (DuckLanes open = DuckLanes.open(connection, Math.min(lanes, threads), SESSION)) {
      open.run(pieces.stream().map(piece -> named(piece, work)).toList(), work, done);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof DaybookException named ? named : failure(what, work, e);
    } catch (SQLException e) {
      throw failure(what, work, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.cancelled(what);
    } finally {
      running.remove(work);
    }
  }

  private static <T> DuckWork.Action<T> named(Piece<T> piece, DuckWork work) {
    return statement -> {
      try {
        return piece.action().on(statement);
      } catch (SQLException e) {
        throw failure(piece.what(), work, e);
      }
    };
  }

  private static DaybookException failure(String what, DuckWork work, Exception e) {
    return work.isCancelled() ? Failures.cancelled(what) : Failures.of(NAME, what, e);
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
    running.forEach(DuckWork::cancel);
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
