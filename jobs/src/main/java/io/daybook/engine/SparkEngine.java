package io.daybook.engine;

import static org.apache.spark.sql.functions.round;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/** Spark, in this process until a master is configured. */
final class SparkEngine implements Engine {
  static final String NAME = "spark";

  private final FileStore files;
  private final SparkSession session;
  private volatile Running running;

  private SparkEngine(FileStore files, SparkSession session) {
    this.files = files;
    this.session = session;
  }

  static SparkEngine open(EngineSettings settings, FileStore files) {
    try {
      SparkSession session = RememberingClassLoader.in(() -> SparkSessions.open(settings));
      SparkDialect.register(session);
      return new SparkEngine(files, session);
    } catch (Exception e) {
      throw Failures.of(NAME, "start", e);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void register(Dataset dataset) {
    String view = SparkDialect.view(dataset.layer().schema(), dataset.table());
    perform(
        "read " + dataset.name(),
        false,
        () -> {
          org.apache.spark.sql.Dataset<Row> rows =
              dataset.files().isEmpty()
                  ? session.createDataFrame(List.of(), SparkTypes.struct(dataset.schema()))
                  : session
                      .read()
                      .schema(SparkTypes.struct(dataset.schema()))
                      .parquet(
                          dataset.files().stream()
                              .map(file -> files.absolute(file.path()))
                              .toArray(String[]::new));
          rows.createOrReplaceTempView(view);
          return view;
        });
  }

  @Override
  public List<DataFile> write(String query, Schema schema, String directory) {
    perform(
        "compute " + directory,
        false,
        () -> {
          org.apache.spark.sql.Dataset<Row> computed = session.sql(SparkDialect.rewrite(query));
          Map<String, Casts.Result> results =
              Casts.match(directory, results(computed.schema().fields()), schema);
          computed
              .select(
                  schema.columns().stream()
                      .map(column -> cast(computed, results.get(column.name()), column))
                      .toArray(org.apache.spark.sql.Column[]::new))
              .write()
              .parquet(files.absolute(directory));
          return directory;
        });
    return seal(directory);
  }

  private static List<Casts.Result> results(StructField[] fields) {
    List<Casts.Result> results = new ArrayList<>();
    for (StructField field : fields) {
      results.add(
          new Casts.Result(
              field.name(), SparkTypes.from(field.dataType()), field.dataType().sql()));
    }
    return results;
  }

  /** Spark's cast of a decimal to an integer would cut; the others round. */
  private static org.apache.spark.sql.Column cast(
      org.apache.spark.sql.Dataset<Row> computed, Casts.Result result, Column column) {
    org.apache.spark.sql.Column value = computed.col(result.name());
    boolean whole =
        column.type().kind() == DataType.Kind.INTEGER
            || column.type().kind() == DataType.Kind.BIGINT;
    if (whole && result.from() == Casts.From.DECIMAL) {
      value = round(value, 0);
    }
    return value.cast(SparkTypes.of(column.type())).as(column.name());
  }

  /** Keeps the files that hold rows; Spark also leaves empty ones, markers and checksums. */
  private List<DataFile> seal(String directory) {
    List<DataFile> sealed = new ArrayList<>();
    for (String path : files.list(directory)) {
      long rows = path.endsWith(".parquet") ? files.parquetRows(path) : 0;
      if (rows > 0) {
        sealed.add(files.seal(path, rows));
      } else {
        files.delete(path);
      }
    }
    if (sealed.isEmpty()) {
      files.deleteFolder(directory);
    } else {
      files.syncFolder(directory);
    }
    return sealed;
  }

  @Override
  public List<List<Object>> rows(String query) {
    return perform(
        "query",
        false,
        () -> {
          List<List<Object>> rows = new ArrayList<>();
          for (Row row : session.sql(SparkDialect.rewrite(query)).collectAsList()) {
            List<Object> values = new ArrayList<>(row.length());
            for (int i = 0; i < row.length(); i++) {
              values.add(SparkTypes.value(row.get(i)));
            }
            rows.add(values);
          }
          return rows;
        });
  }

  @Override
  public String literal(Instant instant) {
    return "timestamp '" + instant + "'";
  }

  @Override
  public String literal(LocalDate date) {
    return "date '" + date + "'";
  }

  @Override
  public <T extends Serializable, R extends Serializable> List<R> run(
      List<T> tasks, Work<T, R> work, int parallelism) {
    if (tasks.isEmpty()) {
      return List.of();
    }
    String what = "finish the pieces of work";
    return perform(
        what, true, () -> SparkWork.run(session.sparkContext(), tasks, work, parallelism));
  }

  /** Runs one action as a group of Spark jobs, which {@link #cancel} can reach. */
  private <T> T perform(String what, boolean interruptTasks, Callable<T> action) {
    SparkContext context = session.sparkContext();
    Running now = new Running(UUID.randomUUID().toString());
    running = now;
    context.setJobGroup(now.group, what, interruptTasks);
    try {
      T result = RememberingClassLoader.in(action);
      if (now.cancelled) {
        throw Failures.cancelled(what);
      }
      return result;
    } catch (Exception e) { // Scala throws checked exceptions that no signature declares
      throw now.cancelled ? Failures.cancelled(what) : Failures.of(NAME, what, e);
    } finally {
      running = null;
      context.clearJobGroup();
    }
  }

  private static final class Running {
    final String group;
    volatile boolean cancelled;

    Running(String group) {
      this.group = group;
    }
  }

  @Override
  public void cancel() {
    Running now = running;
    if (now != null) {
      now.cancelled = true;
      session.sparkContext().cancelJobGroupAndFutureJobs(now.group);
    }
  }

  @Override
  public void close() {
    SparkSessions.release(session);
  }
}
