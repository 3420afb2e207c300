package io.daybook.warehouse;

import io.daybook.duckdb.DuckDb;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schema.KeyForm;
import io.daybook.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A release without rows, over which queries of a release can be tried. */
public final class EmptyRelease {
  private EmptyRelease() {}

  /**
   * Opens one in memory.
   *
   * @param datasets columns by {@code facts.orders}
   * @return a connection with the dialect of DuckDB alone, as readers of a release have it; the
   *     caller closes it
   */
  public static Connection open(Map<String, Schema> datasets) {
    try {
      Connection connection = DuckDb.open(Map.of("threads", "1"));
      try (Statement statement = connection.createStatement()) {
        Set<String> schemas = new TreeSet<>();
        datasets.keySet().forEach(name -> schemas.add(name.substring(0, name.indexOf('.'))));
        for (String schema : schemas) {
          statement.execute("create schema " + schema);
        }
        for (Map.Entry<String, Schema> dataset : datasets.entrySet()) {
          statement.execute(
              "create table "
                  + Dataset.quoted(dataset.getKey())
                  + " "
                  + DuckDb.columns(dataset.getValue(), KeyForm.TEXT));
        }
        return connection;
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw DaybookException.of(
              Code.ENGINE_FAILED, "Cannot make an empty release in DuckDB: " + e.getMessage())
          .state("nothing was started or changed")
          .next("report it with the log")
          .cause(e)
          .build();
    }
  }
}
