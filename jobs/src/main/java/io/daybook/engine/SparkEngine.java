package io.daybook.engine;

import static org.apache.spark.sql.functions.round;

import io.daybook.fault.DaybookException;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.KeyForm;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.memory.SparkOutOfMemoryError;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.types.StructField;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/** Spark, in this process until a master is configured. */
final class SparkEngine implements Engine {
  static final String NAME = "spark";

  private static final Logger log = LoggerFactory.getLogger(SparkEngine.class);

  /**
   * Of a query, half of the time goes into planning it and compiling its code, in one thread. While
   * one is planned another one runs.
   */
  private static final int LANES = 2;

  private final FileStore files;
  private final SparkSession session;
  private final Views<Dataset> views = new Views<>(this::view);
  private final LookupJoins lookupJoins = new LookupJoins();
  private final NativeMemory memory;
  private final Map<String, Dataset> datasets = new ConcurrentHashMap<>();
  private final Set<Running> running = ConcurrentHashMap.newKeySet();

  private SparkEngine(FileStore files, SparkSession session, long memory) {
    this.files = files;
    this.session = session;
    this.memory = new NativeMemory(memory);
    if (session.sparkContext().isLocal()) {
      ((org.apache.spark.sql.classic.SparkSession) session)
          .experimental()
          .extraOptimizations_$eq(Expressions.seq(List.of(lookupJoins)));
    }
  }

  static SparkEngine open(EngineSettings settings, FileStore files) {
    try {
      SparkSession session = RememberingClassLoader.in(() -> SparkSessions.open(settings));
      SparkDialect.register(session);
      return new SparkEngine(files, session, settings.memoryBytes());
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
    datasets.put(dataset.name(), dataset);
    views.put(dataset.name(), dataset);
  }

  private void view(Dataset dataset, KeyForm keys) {
    String view = SparkDialect.view(dataset.layer().schema(), dataset.table(), keys);
    perform(
        "read " + dataset.name(),
        false,
        () -> {
          org.apache.spark.sql.Dataset<Row> rows =
              dataset.files().isEmpty()
                  ? session.createDataFrame(List.of(), SparkTypes.struct(dataset.schema()))
                  : session
                      .read()
                      .option(Lookups.DATASET, dataset.name())
                      .schema(SparkTypes.struct(dataset.schema()))
                      .parquet(
                          dataset.files().stream()
                              .map(file -> files.absolute(file.path()))
                              .toArray(String[]::new));
          rows.select(
                  dataset.schema().columns().stream()
                      .map(column -> SparkDialect.read(rows, column, keys))
                      .toArray(org.apache.spark.sql.Column[]::new))
              .createOrReplaceTempView(view);
          return view;
        });
  }

  @Override
  public List<DataFile> write(Output output) {
    return perform(
        "compute " + output.directory(),
        false,
        () -> {
          try (Lookups lookups = lookups()) {
            return compute(planned(output, lookups));
          }
        });
  }

  @Override
  public void write(List<Output> outputs, ObjIntConsumer<List<DataFile>> written) {
    String what = "compute " + outputs.size() + " outputs";
    Running now = begin();
    List<Planned> planned = new ArrayList<>();
    try (Lookups lookups = lookups()) {
      lanes(now, outputs, i -> planned(outputs.get(i), lookups), (plan, i) -> planned.add(plan));
      lanes(now, outputs, i -> compute(planned.get(i)), written);
      if (now.cancelled) {
        throw Failures.cancelled(what);
      }
    } catch (ExecutionException e) {
      throw Failures.of(NAME, what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.cancelled(what);
    } finally {
      running.remove(now);
    }
  }

  private Lookups lookups() {
    return new Lookups(session, datasets, memory);
  }

  private <T> void lanes(
      Running now, List<Output> outputs, IntFunction<T> work, ObjIntConsumer<T> done)
      throws ExecutionException, InterruptedException {
    List<Callable<T>> pieces = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      int place = i;
      String what = "compute " + outputs.get(i).directory();
      pieces.add(() -> perform(now, what, false, () -> work.apply(place)));
    }
    new Lanes(LANES, () -> end(now)).run(pieces, done);
  }

  /** An output's query as Spark will run it. */
  private record Planned(Output output, QueryExecution query, Lookups.Use use)
      implements AutoCloseable {
    @Override
    public void close() {
      use.close();
    }
  }

  private Planned planned(Output output, Lookups lookups) {
    Lookups.Use use = lookups.new Use();
    QueryExecution query = cast(output);
    lookupJoins.during(use, query::optimizedPlan);
    return new Planned(output, query, use);
  }

  private List<DataFile> compute(Planned planned) {
    try (planned) {
      Output output = planned.output();
      boolean looksUp = planned.use().isReady();
      // What was planned before something else ran out of memory may hash still.
      boolean hashes = looksUp || hashes();
      try {
        return attempt(output, looksUp ? planned.query() : cast(output));
      } catch (Throwable e) {
        if (!hashes || !ranOutOfMemory(e)) {
          throw e;
        }
        log.warn(
            "Sorts what it joins from now on: too large to be hashed for {}", output.directory());
        session.conf().set(SparkSessions.MOST_HASHED, "0");
        return attempt(output, cast(output));
      }
    }
  }

  private boolean hashes() {
    return !session.conf().get(SparkSessions.MOST_HASHED, "0").equals("0");
  }

  private static boolean ranOutOfMemory(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof SparkOutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private QueryExecution cast(Output output) {
    org.apache.spark.sql.Dataset<Row> computed = computed(output.query(), output.keys());
    Map<String, Casts.Result> results =
        Casts.match(output.directory(), results(computed.schema().fields()), output.schema());
    return computed
        .select(
            output.schema().columns().stream()
                .map(column -> cast(computed, results.get(column.name()), column))
                .toArray(org.apache.spark.sql.Column[]::new))
        .queryExecution();
  }

  private List<DataFile> attempt(Output output, QueryExecution query) {
    String directory = output.directory();
    SparkFile file = new SparkFile(files.root(), directory, output.schema());
    try {
      List<DataFile> written =
          SQLExecution.withNewExecutionId(
              query, Option.empty(), () -> query.toRdd().toJavaRDD().mapPartitions(file).collect());
      keepOnly(written, directory);
      return written;
    } catch (Throwable e) {
      giveUp(directory, e);
      throw e;
    }
  }

  /** What a query gives, over views that are there. */
  private org.apache.spark.sql.Dataset<Row> computed(String query, KeyForm keys) {
    views.make(query, keys);
    return session.sql(SparkDialect.rewrite(query, keys));
  }

  /** Frees the space of tasks that had ended; a collection takes what this cannot. */
  private void giveUp(String directory, Throwable why) {
    try {
      files.deleteFolder(directory);
    } catch (DaybookException e) {
      why.addSuppressed(e);
    }
  }

  static List<Casts.Result> results(StructField[] fields) {
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
    org.apache.spark.sql.Column value = computed.col(SparkDialect.quoted(result.name()));
    boolean whole =
        column.type().kind() == DataType.Kind.INTEGER
            || column.type().kind() == DataType.Kind.BIGINT;
    if (whole && result.from() == Casts.From.DECIMAL) {
      value = round(value, 0);
    }
    return value.cast(SparkTypes.of(column.type())).as(column.name());
  }

  /** An attempt that was not the first to end leaves a file that nobody heard of. */
  private void keepOnly(List<DataFile> written, String directory) {
    if (written.isEmpty()) {
      files.deleteFolder(directory);
      return;
    }
    Set<String> heard = written.stream().map(DataFile::path).collect(Collectors.toSet());
    files.list(directory).stream().filter(path -> !heard.contains(path)).forEach(files::delete);
    files.syncFolder(directory);
  }

  @Override
  public List<List<Object>> rows(String query, KeyForm keys) {
    return perform(
        "query",
        false,
        () -> {
          List<List<Object>> rows = new ArrayList<>();
          for (Row row : computed(query, keys).collectAsList()) {
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
  public <T extends Serializable, R extends Serializable> List<R> run(
      List<T> tasks, Work<T, R> work, int parallelism) {
    if (tasks.isEmpty()) {
      return List.of();
    }
    String what = "finish the pieces of work";
    return perform(
        what, true, () -> SparkWork.run(session.sparkContext(), tasks, work, parallelism));
  }

  /** Performs one action, which {@link #cancel} can reach. */
  private <T> T perform(String what, boolean interruptTasks, Callable<T> action) {
    Running now = begin();
    try {
      return perform(now, what, interruptTasks, action);
    } finally {
      running.remove(now);
    }
  }

  private Running begin() {
    Running now = new Running(UUID.randomUUID().toString());
    running.add(now);
    return now;
  }

  /** The Spark jobs that this thread starts meanwhile belong to what is running. */
  private <T> T perform(Running now, String what, boolean interruptTasks, Callable<T> action) {
    SparkContext context = session.sparkContext();
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
      context.clearJobGroup();
    }
  }

  /** A group of Spark jobs. */
  private static final class Running {
    final String group;
    volatile boolean cancelled;

    Running(String group) {
      this.group = group;
    }
  }

  @Override
  public void cancel() {
    for (Running now : running) {
      now.cancelled = true;
      end(now);
    }
  }

  private void end(Running now) {
    session.sparkContext().cancelJobGroupAndFutureJobs(now.group);
  }

  @Override
  public void close() {
    SparkSessions.release(session);
  }
}
