package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/**
 * Instances of DuckDB over tenants' files, one a file, the last used ones kept. An instance lives
 * until nobody has a connection to it, so one that is given up here ends nobody's statement. Safe
 * for several threads.
 */
final class OpenTenants implements AutoCloseable {
  /** What a tenant's file is called in its instance. */
  static final String NAME = "tenant";

  /** Makes an instance over a file, closed to everything else. */
  interface Opening {
    DuckDBConnection open(Path file) throws SQLException;
  }

  private final int most;
  private final Opening opening;
  private final Map<Path, DuckDBConnection> instances = new LinkedHashMap<>(16, 0.75f, true);
  private boolean isClosed;

  OpenTenants(int most, Opening opening) {
    this.most = most;
    this.opening = requireNonNull(opening, "opening is null");
  }

  /** A connection of its own, whose bounds are those of the instance; the caller closes it. */
  Connection connection(Path file) throws SQLException {
    Connection connection = of(file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("use " + NAME);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private synchronized Connection of(Path file) throws SQLException {
    DuckDBConnection instance = instances.get(file);
    if (instance == null) {
      instance = opening.open(file);
      if (isClosed || most == 0) {
        return instance;
      }
      instances.put(file, instance);
      if (instances.size() > most) {
        Path oldest = instances.keySet().iterator().next();
        instances.remove(oldest).close();
      }
    }
    return instance.duplicate();
  }

  /** Gives all up, and keeps none from now on. */
  @Override
  public synchronized void close() {
    isClosed = true;
    List<DuckDBConnection> all = new ArrayList<>(instances.values());
    instances.clear();
    try {
      for (DuckDBConnection instance : all) {
        instance.close();
      }
    } catch (SQLException e) {
      throw DaybookException.of(Code.INTERNAL, "Cannot close what a tenant may see")
          .state("nothing was changed")
          .next("report it with the log")
          .cause(e)
          .build();
    }
  }
}
