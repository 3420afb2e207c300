package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.sql.Quoted;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/**
 * Instances of DuckDB over tenants' files, one a tenant, the last used ones kept. An instance lives
 * until nobody has a connection to it, so one that is given up here ends nobody's statement. Safe
 * for several threads.
 */
final class OpenTenants implements AutoCloseable {
  /** Makes an instance over all files that a tenant has, closed to everything else. */
  interface Opening {
    Instance open(String tenant) throws SQLException;
  }

  /**
   * An instance, with its first connection.
   *
   * @param datasets whose files are attached, each by the dataset's name
   */
  record Instance(DuckDBConnection connection, Set<String> datasets) {
    private boolean shows(Collection<String> asked) {
      return datasets.containsAll(asked);
    }
  }

  private final int most;
  private final Opening opening;
  private final Map<String, Instance> instances = new LinkedHashMap<>(16, 0.75f, true);
  private boolean isClosed;

  OpenTenants(int most, Opening opening) {
    this.most = most;
    this.opening = requireNonNull(opening, "opening is null");
  }

  /**
   * A connection of its own, whose bounds are those of the instance; the caller closes it.
   *
   * @param asked datasets whose files are there
   */
  Connection connection(String tenant, Collection<String> asked) throws SQLException {
    Connection connection = of(tenant, asked);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set search_path = " + Quoted.text(path(asked)));
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Where names are looked for: {@code facts.orders} is the table of the file of that name. */
  private static String path(Collection<String> datasets) {
    return datasets.stream()
        .map(dataset -> Quoted.name(dataset, TenantFiles.schema(dataset)))
        .collect(joining(","));
  }

  private synchronized Connection of(String tenant, Collection<String> asked) throws SQLException {
    Instance instance = instances.get(tenant);
    if (instance == null || !instance.shows(asked)) {
      // What an instance is open for cannot grow; those who still ask the one before go on.
      Instance opened = opening.open(tenant);
      if (isClosed || most == 0) {
        return opened.connection();
      }
      instances.put(tenant, opened);
      if (instance != null) {
        instance.connection().close();
      }
      instance = opened;
      if (instances.size() > most) {
        String oldest = instances.keySet().iterator().next();
        instances.remove(oldest).connection().close();
      }
    }
    return instance.connection().duplicate();
  }

  /** Gives all up, and keeps none from now on. */
  @Override
  public synchronized void close() {
    isClosed = true;
    List<Instance> all = new ArrayList<>(instances.values());
    instances.clear();
    try {
      for (Instance instance : all) {
        instance.connection().close();
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
