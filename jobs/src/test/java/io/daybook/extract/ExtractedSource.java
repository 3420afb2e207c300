package io.daybook.extract;

import io.daybook.config.QuarantineLimit;
import io.daybook.engine.Engine;
import io.daybook.engine.EngineSettings;
import io.daybook.engine.Engines;
import io.daybook.postgres.TestPostgres;
import io.daybook.schema.DataType;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import io.daybook.source.SourceTable;
import io.daybook.source.Tenancy;
import io.daybook.source.TenantRule;
import io.daybook.warehouse.FileStore;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real database with tables of the test's own, its model, a warehouse and an engine. */
final class ExtractedSource implements AutoCloseable {
  /** Small slices, short pauses; bears whatever is lost. */
  static final ExtractionLimits LIMITS =
      new ExtractionLimits(
          256 << 10,
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          3,
          3,
          Duration.ofMillis(50),
          new QuarantineLimit(10_000, BigDecimal.valueOf(100), 10_000));

  private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+),(\\d+)\\)");
  private static final String COLUMNS =
      """
      select c.relname, a.attname, case when t.typtype = 'e' then t.typname
              else format_type(a.atttypid, a.atttypmod) end, t.typtype = 'e',
          not a.attnotnull, coalesce(a.attnum = any (k.conkey), false)
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
      left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
          and not c.relispartition
      order by c.relname, a.attnum
      """;

  final TestPostgres database;
  final FileStore files;
  private final Engine engine;

  private ExtractedSource(TestPostgres database, Path folder) {
    this.database = database;
    this.files = FileStore.open(folder.resolve("warehouse").toString());
    this.engine =
        Engines.open("duckdb", EngineSettings.defaults(folder.resolve("temporary")), files);
  }

  /** What another process has created. */
  static ExtractedSource of(TestPostgres database, Path folder) {
    return new ExtractedSource(database, folder);
  }

  static ExtractedSource create(Path folder, String... statements) throws SQLException {
    ExtractedSource source = new ExtractedSource(TestPostgres.database(), folder);
    source.execute(statements);
    return source;
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  String value(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** The one value of a query. */
  static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** All rows of a query, in a session of its own after these settings. */
  static List<List<Object>> query(TestPostgres database, String settings, String sql)
      throws SQLException {
    List<List<Object>> all = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(settings);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          List<Object> row = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.add(rows.getObject(i));
          }
          all.add(row);
        }
      }
    }
    return all;
  }

  SourceSettings settings() {
    return settings(database.url(), Duration.ofSeconds(5), Duration.ofSeconds(20));
  }

  SourceSettings settings(String url, Duration yieldAfter, Duration socketTimeout) {
    return new SourceSettings(
        url,
        database.user(),
        database.password(),
        3,
        yieldAfter,
        Duration.ofMillis(200),
        Duration.ofSeconds(5),
        socketTimeout);
  }

  Engine engine() {
    return engine;
  }

  Extracted extract() throws SQLException {
    return extract(settings(), LIMITS, new ExtractionListener() {});
  }

  Extracted extract(SourceSettings settings, ExtractionLimits limits, ExtractionListener listener)
      throws SQLException {
    return extract(model(), settings, limits, listener);
  }

  Extracted extract(
      SourceModel model,
      SourceSettings settings,
      ExtractionLimits limits,
      ExtractionListener listener) {
    return new Extraction(model, settings, limits)
        .extract(engine, files, "data/r1/raw", 1, listener);
  }

  /** Extracts, then asks the engine about {@code raw.<table>}. */
  List<List<Object>> rows(Extracted extracted, String query) {
    extracted.tables().forEach(engine::register);
    return engine.rows(query);
  }

  /** The model of all tables as they are now. */
  SourceModel model() throws SQLException {
    Map<String, List<SourceColumn>> columns = new LinkedHashMap<>();
    Map<String, List<String>> keys = new LinkedHashMap<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(COLUMNS)) {
      while (rows.next()) {
        String table = rows.getString(1);
        columns
            .computeIfAbsent(table, name -> new ArrayList<>())
            .add(
                new SourceColumn(
                    rows.getString(2),
                    rows.getString(3),
                    rows.getBoolean(4),
                    type(rows.getString(3)),
                    rows.getBoolean(5)));
        keys.computeIfAbsent(table, name -> new ArrayList<>());
        if (rows.getBoolean(6)) {
          keys.get(table).add(rows.getString(2));
        }
      }
    }
    Map<String, SourceTable> tables = new LinkedHashMap<>();
    columns.forEach(
        (name, of) ->
            tables.put(
                name,
                new SourceTable(
                    name, of, keys.get(name), new Tenancy.Global(), Optional.empty(), List.of())));
    TenantRule tenants =
        new TenantRule(
            "tenants", "id", "tenant_id", Optional.of("zone"), ZoneId.of("UTC"), Optional.empty());
    return new SourceModel("tested", List.of("public"), tenants, tables, Map.of(), "");
  }

  private static DataType type(String text) {
    Matcher numeric = NUMERIC.matcher(text);
    if (numeric.matches()) {
      return DataType.decimal(
          Integer.parseInt(numeric.group(1)), Integer.parseInt(numeric.group(2)));
    }
    return switch (text) {
      case "smallint", "integer" -> DataType.INTEGER;
      case "bigint" -> DataType.BIGINT;
      case "double precision" -> DataType.DOUBLE;
      case "boolean" -> DataType.BOOLEAN;
      case "date" -> DataType.DATE;
      case "timestamp with time zone", "timestamp without time zone" -> DataType.TIMESTAMP;
      default -> DataType.TEXT;
    };
  }

  @Override
  public void close() {
    engine.close();
  }
}
