package io.daybook.engine;

import io.daybook.duckdb.DuckDb;
import io.daybook.fault.DaybookException;
import io.daybook.schema.KeyForm;
import io.daybook.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** A DuckDB of this process that holds no row. */
final class DuckBinder implements Binder {
  private record Declared(String dataset, Schema schema) {}

  private final Connection connection;
  private final Views<Declared> tables = new Views<>(this::create);

  private DuckBinder(Connection connection) {
    this.connection = connection;
  }

  static DuckBinder open() {
    try {
      return new DuckBinder(DuckDialect.open(Map.of("threads", "1")));
    } catch (SQLException e) {
      throw Failures.of(DuckEngine.NAME, "start", e);
    }
  }

  @Override
  public String engine() {
    return DuckEngine.NAME;
  }

  @Override
  public void declare(String dataset, Schema schema) {
    tables.put(dataset, new Declared(dataset, schema));
  }

  private void create(Declared table, KeyForm keys) {
    String name = Views.name(table.dataset(), keys, DuckDialect::view);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create or replace table " + name + " " + DuckDb.columns(table.schema(), keys));
    } catch (SQLException e) {
      throw Failures.of(DuckEngine.NAME, "declare " + table.dataset(), e);
    }
  }

  @Override
  public List<Fault> faults(String query, KeyForm keys) {
    tables.make(query, keys);
    try (Statement statement = connection.createStatement()) {
      // Binds as a run does; an explanation would go on to optimize, which costs ten times as much.
      statement.executeQuery("describe " + DuckDialect.rewrite(query, keys)).close();
      return List.of();
    } catch (SQLException | DaybookException e) {
      return List.of(Fault.of(DuckEngine.NAME, e));
    }
  }

  @Override
  public List<Fault> faults(String query, Schema schema, KeyForm keys) {
    tables.make(query, keys);
    try (Statement statement = connection.createStatement()) {
      return Casts.differences(
          DuckEngine.results(statement, DuckDialect.rewrite(query, keys)), schema);
    } catch (SQLException | DaybookException e) {
      return List.of(Fault.of(DuckEngine.NAME, e));
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw Failures.of(DuckEngine.NAME, "close", e);
    }
  }
}
