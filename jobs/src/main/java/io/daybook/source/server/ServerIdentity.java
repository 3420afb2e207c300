package io.daybook.source.server;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which server a session reached. A URL may name several, and a name may lead to several.
 *
 * @param address its address and port, empty where the session came through a socket of the machine
 * @param started when it was started, as it prints it
 * @param inRecovery whether it is a replica
 * @param system the identifier that a primary shares with its replicas; empty where our role may
 *     not ask for it
 */
public record ServerIdentity(String address, String started, boolean inRecovery, String system)
    implements Serializable {
  private static final String ASKED =
      """
      select coalesce(host(pg_catalog.inet_server_addr()) || ':' || pg_catalog.inet_server_port(), ''),
          pg_catalog.pg_postmaster_start_time()::text, pg_catalog.pg_is_in_recovery(),
          pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'execute')
      """;

  private static final String SYSTEM =
      "select system_identifier::text from pg_catalog.pg_control_system()";

  public ServerIdentity {
    requireNonNull(address, "address is null");
    requireNonNull(started, "started is null");
    requireNonNull(system, "system is null");
  }

  /** Asks the session's server. */
  public static ServerIdentity of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ASKED)) {
      row.next();
      return new ServerIdentity(
          row.getString(1),
          row.getString(2),
          row.getBoolean(3),
          row.getBoolean(4) ? system(connection) : "");
    }
  }

  private static String system(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SYSTEM)) {
      row.next();
      return row.getString(1);
    }
  }

  /** As people read it: {@code 10.0.0.7:5432, a replica, started 2026-03-01 04:00:00+00}. */
  @Override
  public String toString() {
    return (address.isEmpty() ? "a socket" : address)
        + (inRecovery ? ", a replica" : ", a primary")
        + ", started "
        + started
        + (system.isEmpty() ? "" : ", system " + system);
  }
}
