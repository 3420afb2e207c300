package io.daybook.source;

import io.daybook.fault.Code;
import io.daybook.source.Finding.Severity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Proves that our role holds each right it needs, and looks for rights that it does not need. */
final class RightsCheck {
  private static final String ROLE =
      """
      select r.rolname, r.rolsuper, r.rolconnlimit,
          concat_ws(', ',
              case when r.rolcreaterole then 'CREATEROLE' end,
              case when r.rolcreatedb then 'CREATEDB' end,
              case when r.rolreplication then 'REPLICATION' end,
              case when has_database_privilege(current_database(), 'create')
                  then 'CREATE on the database' end,
              case when has_schema_privilege(n.oid, 'create')
                  then 'CREATE on schema ' || n.nspname end),
          coalesce(has_schema_privilege(n.oid, 'usage'), false),
          (select s.reset_val = 'on'
              from pg_catalog.pg_settings s
              where s.name = 'default_transaction_read_only'),
          (select coalesce(string_agg(g.rolname, ', ' order by g.rolname), '')
              from pg_catalog.pg_auth_members m
              join pg_catalog.pg_roles g on g.oid = m.roleid
              where m.member = r.oid)
      from pg_catalog.pg_roles r
      left join pg_catalog.pg_namespace n on n.nspname = ?
      where r.rolname = current_user
      """;

  private static final String TABLES =
      """
      select c.relname, has_table_privilege(c.oid, 'select'), row_security_active(c.oid),
          concat_ws(', ',
              case when has_any_column_privilege(c.oid, 'insert') then 'INSERT' end,
              case when has_any_column_privilege(c.oid, 'update') then 'UPDATE' end,
              case when has_table_privilege(c.oid, 'delete') then 'DELETE' end,
              case when has_table_privilege(c.oid, 'truncate') then 'TRUNCATE' end,
              case when has_table_privilege(c.oid, 'trigger') then 'TRIGGER' end,
              case when has_any_column_privilege(c.oid, 'references') then 'REFERENCES' end)
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ? and c.relname = any (?) and c.relkind in ('r', 'p', 'f', 'v', 'm')
      order by c.relname
      """;

  private static final String OTHER_TABLES =
      """
      select case when n.nspname = ? then '' else n.nspname || '.' end || c.relname
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'f', 'v', 'm') and not c.relispartition
          and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and has_schema_privilege(n.oid, 'usage') and has_any_column_privilege(c.oid, 'select')
          and not (n.nspname = ? and c.relname = any (?))
      order by 1
      """;

  private final Connection connection;
  private final SourceModel model;
  private final List<Finding> findings = new ArrayList<>();

  private RightsCheck(Connection connection, SourceModel model) {
    this.connection = connection;
    this.model = model;
  }

  /**
   * Asks the server what the session's role may do.
   *
   * @param live tables that exist; of others there is no right to ask for
   * @param connections connections that a run opens at once
   */
  static List<Finding> prove(
      Connection connection, SourceModel model, Set<String> live, int connections)
      throws SQLException {
    RightsCheck check = new RightsCheck(connection, model);
    boolean superuser = check.role(connections);
    Set<String> tables = new TreeSet<>(model.tables().keySet());
    tables.retainAll(live);
    check.tables(tables, superuser);
    if (!superuser) {
      check.otherTables(model.tables().keySet());
    }
    return check.findings;
  }

  private boolean role(int connections) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ROLE)) {
      statement.setString(1, model.schema());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        String where = "role " + row.getString(1);
        if (!row.getBoolean(5)) {
          add(Severity.ERROR, where, "has no USAGE on schema " + model.schema());
        }
        if (!row.getBoolean(6)) {
          add(
              Severity.WARNING,
              where,
              "its sessions may write: default_transaction_read_only is off");
        }
        if (row.getBoolean(2)) {
          add(Severity.WARNING, where, "is a superuser and may do anything");
          return true;
        }
        connectionLimit(where, row.getInt(3), connections);
        if (!row.getString(4).isEmpty()) {
          add(Severity.WARNING, where, "may do more than read: " + row.getString(4));
        }
        if (!row.getString(7).isEmpty()) {
          add(Severity.WARNING, where, "holds the rights of other roles: " + row.getString(7));
        }
        return false;
      }
    }
  }

  private void connectionLimit(String where, int limit, int connections) {
    if (limit < 0) {
      add(Severity.WARNING, where, "has no connection limit");
    } else if (limit < connections) {
      add(
          Severity.ERROR,
          where,
          "may open " + limit + " connections, a run opens up to " + connections);
    }
  }

  private void tables(Set<String> tables, boolean superuser) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, model.schema());
      statement.setArray(2, connection.createArrayOf("text", tables.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String table = rows.getString(1);
          if (!rows.getBoolean(2)) {
            add(Severity.ERROR, table, "the role has no SELECT");
          }
          if (rows.getBoolean(3)) {
            findings.add(
                new Finding(
                    Severity.ERROR,
                    Code.SRC_RLS,
                    table,
                    "row-level security filters the role's rows; it lacks BYPASSRLS"));
          }
          if (!superuser && !rows.getString(4).isEmpty()) {
            add(Severity.WARNING, table, "the role may do more than read: " + rows.getString(4));
          }
        }
      }
    }
  }

  private void otherTables(Set<String> tables) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OTHER_TABLES)) {
      statement.setString(1, model.schema());
      statement.setString(2, model.schema());
      statement.setArray(3, connection.createArrayOf("text", tables.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        List<String> others = new ArrayList<>();
        while (rows.next()) {
          others.add(rows.getString(1));
        }
        if (!others.isEmpty()) {
          add(
              Severity.WARNING,
              model.schema(),
              "the role can also read what is not in the model: " + Finding.some(others));
        }
      }
    }
  }

  private void add(Severity severity, String where, String message) {
    findings.add(new Finding(severity, Code.SRC_RIGHTS, where, message));
  }
}
