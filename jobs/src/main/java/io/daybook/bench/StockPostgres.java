package io.daybook.bench;

import io.daybook.bench.Contender.Done;
import io.daybook.definition.SourceDefinition;
import io.daybook.engine.ForeignSql;
import io.daybook.fact.FactModel;
import io.daybook.fact.ZoneOffsets;
import io.daybook.mart.MartModel;
import io.daybook.schema.DataType;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceTable;
import io.daybook.warehouse.Dataset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * The same facts and marts as materialized views of the source's own server, over its own tables,
 * which its indexes help: what the applications have today. Keys stay UUIDs, which joins cheaper
 * than text; only enums and JSON become text, because the marts compare them with text.
 */
final class StockPostgres implements AutoCloseable {
  private static final int BATCH = 10_000;

  private final Connection connection;
  private final List<String> views = new ArrayList<>();

  private StockPostgres(Connection connection) {
    this.connection = connection;
  }

  /** Creates and fills the views in the place of those of an earlier bench. */
  static StockPostgres open(BenchSource source, SourceDefinition models) throws SQLException {
    StockPostgres stock = new StockPostgres(source.connect());
    try {
      stock.prepare(source, models);
      return stock;
    } catch (SQLException | RuntimeException e) {
      stock.close();
      throw e;
    }
  }

  private void prepare(BenchSource source, SourceDefinition models) throws SQLException {
    execute("set time zone 'UTC'");
    List<String> schemas = new ArrayList<>(List.of("dialect"));
    for (Dataset.Layer layer : Dataset.Layer.values()) {
      schemas.add(layer.schema());
    }
    for (String schema : schemas) {
      execute("drop schema if exists " + schema + " cascade");
      execute("create schema " + schema);
    }
    execute("set search_path = dialect, public");
    for (String function : ForeignSql.postgresFunctions()) {
      execute(function);
    }
    for (SourceTable table : source.model().tables().values()) {
      execute("create view raw." + table.name() + " as " + select(source, table));
    }
    loadZones();
    for (FactModel fact : models.facts()) {
      create(fact.dataset(), withUuids(fact.sql()));
    }
    for (MartModel mart : models.marts()) {
      create(mart.dataset(), ModelBuild.bound(mart, ModelBuild.timestamptz(BenchSource.asOf())));
    }
    execute("analyze");
  }

  private static String select(BenchSource source, SourceTable table) {
    return table.columns().stream()
        .map(StockPostgres::column)
        .collect(
            Collectors.joining(
                ", ",
                "select ",
                " from " + source.model().schemaOf(table.name()) + "." + table.name()));
  }

  private static String column(SourceColumn column) {
    boolean text = column.enumerated() || column.sourceType().equals("jsonb");
    String name = "\"" + column.name() + "\"";
    if (column.parsed()) {
      String type = column.type().equals(DataType.TIMESTAMP) ? "timestamptz" : "" + column.type();
      return "case when pg_input_is_valid(%1$s, '%2$s') then %1$s::%2$s end as %1$s"
          .formatted(name, type);
    }
    return text ? name + "::text as " + name : name;
  }

  /** A fact's tenant as it is, NULL where it has none. */
  private static String withUuids(String sql) {
    return sql.replaceFirst(
        "coalesce\\(tenant\\.organization_id, '\\(unassigned\\)'\\)", "tenant.organization_id");
  }

  private void create(String name, String query) throws SQLException {
    execute("create materialized view " + name + " as " + ForeignSql.postgres(query));
    execute("analyze " + name);
    views.add(name);
  }

  private void loadZones() throws SQLException {
    execute(
        "create table facts.zone_offsets (zone text, from_utc timestamptz, to_utc timestamptz,"
            + " offset_seconds integer, utc_year integer,"
            + " primary key (zone, utc_year, from_utc))");
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into facts.zone_offsets values (?, ?, ?, ?, ?)")) {
      int waiting = 0;
      for (List<Object> row : ZoneOffsets.inForce().rows()) {
        for (int i = 0; i < row.size(); i++) {
          Object value = row.get(i);
          insert.setObject(
              i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
        }
        insert.addBatch();
        if (++waiting % BATCH == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
    execute("analyze facts.zone_offsets");
  }

  /** Refreshes every view, in the order of their building. */
  Callable<Done> refresh() throws SQLException {
    for (String view : views) {
      execute("refresh materialized view " + view);
    }
    return this::count;
  }

  private Done count() throws SQLException {
    Done done = Done.NOTHING;
    for (String view : views) {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "select count(*), pg_table_size('" + view + "') from " + view)) {
        row.next();
        done = done.plus(new Done(row.getLong(1), row.getLong(2)));
      }
    }
    return done;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + " in: " + sql, e.getSQLState(), e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
