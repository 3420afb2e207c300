package io.daybook.bench;

import io.daybook.bench.Contender.Done;
import io.daybook.definition.SourceDefinition;
import io.daybook.disk.Folders;
import io.daybook.engine.ForeignSql;
import io.daybook.fact.FactModel;
import io.daybook.mart.MartModel;
import io.daybook.schema.DataType;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.warehouse.FileStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark as a careful user drives it without Daybook: JDBC in ranges of ctid with a fetch size,
 * several tables in flight, SQL with adaptive execution, Parquet overwritten. All else is Spark's
 * default. No common snapshot, no comparison with the source, no checks: those would cost it more.
 */
final class StockSpark implements AutoCloseable {
  private static final String FETCH_SIZE = "10000";
  private static final int IN_FLIGHT = 4;

  /** Pages of one range: 64 MB. */
  private static final long RANGE_PAGES = 8_192;

  private final BenchSource source;
  private final SparkSession session;
  private final boolean owner;
  private final Path directory;
  private final Instant asOf;

  private StockSpark(
      BenchSource source, SparkSession session, boolean owner, Path directory, Instant asOf) {
    this.source = source;
    this.session = session;
    this.owner = owner;
    this.directory = directory;
    this.asOf = asOf;
  }

  /** Joins the context that Daybook's engine has, or starts one. */
  static StockSpark open(BenchSource source) {
    return open(source, source.scratch(), BenchSource.asOf());
  }

  /**
   * The same for somebody who wants to see what it writes.
   *
   * @param directory of what it writes
   * @param asOf the instant that marts are shown at
   */
  static StockSpark open(BenchSource source, Path directory, Instant asOf) {
    boolean owner = SparkSession.getDefaultSession().isEmpty();
    SparkSession session =
        SparkSession.builder()
            .appName("stock")
            .master("local[" + source.setup().engine().threads() + "]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.local.dir", source.setup().engine().temporary().toString())
            .getOrCreate()
            .newSession();
    // What Daybook's engine has set in the context that both share in one JVM.
    for (String key : CollectionConverters.asJava(session.conf().getAll()).keySet()) {
      if (key.startsWith("spark.sql.") && session.conf().isModifiable(key)) {
        session.conf().unset(key);
      }
    }
    session.conf().set("spark.sql.session.timeZone", "UTC");
    ForeignSql.prepare(session);
    return new StockSpark(source, session, owner, directory, asOf);
  }

  /** Where a dataset {@code raw.orders} lies. */
  private Path folder(String dataset) {
    return directory.resolve(dataset);
  }

  /** Reads every table of the model into Parquet. */
  Callable<Done> read(SourceModel model) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT);
    try {
      List<Future<?>> reads = new ArrayList<>();
      for (SourceTable table : model.tables().values()) {
        reads.add(threads.submit(() -> read(table)));
      }
      for (Future<?> read : reads) {
        read.get();
      }
    } finally {
      threads.shutdownNow();
    }
    return () -> done(model.tables().keySet().stream().map(table -> "raw." + table).toList());
  }

  private Void read(SourceTable table) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("driver", "org.postgresql.Driver");
    properties.setProperty("user", source.settings().user());
    properties.setProperty("password", source.settings().password());
    properties.setProperty("fetchsize", FETCH_SIZE);
    session
        .read()
        .jdbc(source.settings().url(), "public." + table.name(), ranges(table), properties)
        .select(
            table.columns().stream()
                .map(SourceColumn::name)
                .map(functions::col)
                .toArray(Column[]::new))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(folder("raw." + table.name()).toString());
    return null;
  }

  /** At least one range a core for a table of some size; small ones are read in one piece. */
  private String[] ranges(SourceTable table) throws SQLException {
    long pages = pages(table);
    long cores = source.setup().engine().threads();
    long pieces =
        pages < RANGE_PAGES / 8 ? 1 : Math.max(cores, -Math.floorDiv(-pages, RANGE_PAGES));
    long step = Math.max(1, -Math.floorDiv(-pages, pieces));
    String[] ranges = new String[(int) pieces];
    for (int i = 0; i < pieces; i++) {
      String from = "ctid >= '(" + i * step + ",0)'::tid";
      String below = " and ctid < '(" + (i + 1) * step + ",0)'::tid";
      ranges[i] = i + 1 < pieces ? from + below : from;
    }
    return ranges;
  }

  private long pages(SourceTable table) throws SQLException {
    try (Connection connection = source.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "select pg_relation_size(?::regclass) / current_setting('block_size')::integer")) {
      statement.setString(1, "public." + table.name());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Shows a folder of Parquet files as a dataset. */
  private void show(String dataset, String... files) {
    session.read().parquet(files).createOrReplaceTempView(dataset.replace(".", "__"));
  }

  /**
   * Shows a dataset of another's files, with keys as the texts that a stock read makes of them; one
   * without files is read from the source, empty.
   */
  void show(FileStore files, io.daybook.warehouse.Dataset dataset) throws SQLException {
    String folder = folder(dataset.name()).toString();
    if (dataset.files().isEmpty()) {
      read(source.model().table(dataset.table()).orElseThrow());
      show(dataset.name(), folder);
      return;
    }
    String[] paths =
        dataset.files().stream().map(file -> files.absolute(file.path())).toArray(String[]::new);
    if (!dataset.schema().hasKeys()) {
      show(dataset.name(), paths);
      return;
    }
    session
        .read()
        .parquet(paths)
        .selectExpr(
            dataset.schema().columns().stream().map(StockSpark::text).toArray(String[]::new))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(folder);
    show(dataset.name(), folder);
  }

  private static String text(io.daybook.schema.Column column) {
    String name = "`" + column.name() + "`";
    return column.type().equals(DataType.UUID) ? "uuid_text(" + name + ") as " + name : name;
  }

  /** Builds every fact, then every mart, each overwritten in its folder. */
  Callable<Done> build(SourceDefinition models) {
    List<String> built = new ArrayList<>();
    for (FactModel fact : models.facts()) {
      build(fact.dataset(), fact.sql());
      built.add(fact.dataset());
    }
    String instant = "timestamp '" + asOf + "'";
    for (MartModel mart : models.marts()) {
      build(mart.dataset(), ModelBuild.bound(mart, instant));
      built.add(mart.dataset());
    }
    return () -> done(built);
  }

  /** Computes a query of the shared dialect into Parquet and shows it. */
  private void build(String dataset, String query) {
    String folder = folder(dataset).toString();
    session.sql(ForeignSql.spark(query)).write().mode(SaveMode.Overwrite).parquet(folder);
    show(dataset, folder);
  }

  /** Reads every table and builds everything upon it, each step when the one before is done. */
  Callable<Done> night(SourceDefinition models) throws Exception {
    var unused = read(source.model());
    source.setup().progress().accept("stock Spark has read all tables");
    for (SourceTable table : source.model().tables().values()) {
      session
          .read()
          .parquet(folder("raw." + table.name()).toString())
          .selectExpr(table.columns().stream().map(StockSpark::column).toArray(String[]::new))
          .createOrReplaceTempView("raw__" + table.name());
    }
    return build(models);
  }

  private static String column(SourceColumn column) {
    String name = "`" + column.name() + "`";
    return column.parsed() ? "try_cast(%1$s as %2$s) as %1$s".formatted(name, column.type()) : name;
  }

  /** Counts what lies in the folders of datasets. */
  private Done done(List<String> datasets) throws Exception {
    Done done = Done.NOTHING;
    for (String dataset : datasets) {
      Dataset<Row> rows = session.read().parquet(folder(dataset).toString());
      done = done.plus(new Done(rows.count(), Folders.bytes(folder(dataset), ".parquet")));
    }
    return done;
  }

  @Override
  public void close() {
    if (owner) {
      session.stop();
      SparkSession.clearActiveSession();
      SparkSession.clearDefaultSession();
    }
  }
}
