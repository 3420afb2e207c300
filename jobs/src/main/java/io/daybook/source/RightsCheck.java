package io.daybook.source;

import io.daybook.fault.Code;
import io.daybook.source.Finding.Place;
import io.daybook.source.Finding.Severity;
import io.daybook.source.server.OpenFunctions;
import java.sql.Array;
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
              (select string_agg('CREATE on schema ' || n.nspname, ', ' order by n.nspname)
                  from pg_catalog.pg_namespace n
                  where n.nspname = any (s.names) and has_schema_privilege(n.oid, 'create'))),
          (select coalesce(string_agg(w.name, ', ' order by w.place), '')
              from unnest(s.names) with ordinality w (name, place)
              left join pg_catalog.pg_namespace n on n.nspname = w.name
              where not coalesce(has_schema_privilege(n.oid, 'usage'), false)),
          (select s.reset_val = 'on'
              from pg_catalog.pg_settings s
              where s.name = 'default_transaction_read_only'),
          (select coalesce(string_agg(g.rolname, ', ' order by g.rolname), '')
              from pg_catalog.pg_auth_members m
              join pg_catalog.pg_roles g on g.oid = m.roleid
              where m.member = r.oid)
      from pg_catalog.pg_roles r, (select ?::text[] as names) s
      where r.rolname = current_user
      """;

  private static final String TABLES =
      """
      select w.name, row_security_active(c.oid),
          concat_ws(', ',
              case when has_any_column_privilege(c.oid, 'insert') then 'INSERT' end,
              case when has_any_column_privilege(c.oid, 'update') then 'UPDATE' end,
              case when has_table_privilege(c.oid, 'delete') then 'DELETE' end,
              case when has_table_privilege(c.oid, 'truncate') then 'TRUNCATE' end,
              case when has_table_privilege(c.oid, 'trigger') then 'TRIGGER' end,
              case when has_any_column_privilege(c.oid, 'references') then 'REFERENCES' end),
          array(
              select a.attname::text
              from pg_catalog.pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                  and has_column_privilege(c.oid, a.attnum, 'select')),
          c.relpersistence = 'u' and pg_catalog.pg_is_in_recovery()
      from unnest(?::text[], ?::text[], ?::text[]) w (schema, place, name)
      join pg_catalog.pg_namespace n on n.nspname = w.schema
      join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = w.place
      where c.relkind in ('r', 'p', 'f', 'v', 'm')
      order by w.name
      """;

  private static final String OTHER_TABLES =
      """
      select n.nspname, c.relname
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'f', 'v', 'm') and not c.relispartition
          and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and has_schema_privilege(n.oid, 'usage') and has_any_column_privilege(c.oid, 'select')
          and not exists (
              select from unnest(?::text[], ?::text[]) w (schema, place)
              where w.schema = n.nspname and w.place = c.relname)
      order by 1, 2
      """;

  private final Connection connection;
  private final SourceModel model;
  private final Catalogue live;
  private final List<Finding> findings = new ArrayList<>();

  private RightsCheck(Connection connection, SourceModel model, Catalogue live) {
    this.connection = connection;
    this.model = model;
    this.live = live;
  }

  /**
   * Asks the server what the session's role may do.
   *
   * @param live what exists; of other tables and columns there is no right to ask for
   * @param connections connections that a run opens at once
   */
  static List<Finding> prove(
      Connection connection, SourceModel model, Catalogue live, int connections)
      throws SQLException {
    RightsCheck check = new RightsCheck(connection, model, live);
    boolean superuser = check.role(connections);
    Set<String> tables = new TreeSet<>(model.tables().keySet());
    tables.retainAll(live.tables().keySet());
    check.tables(tables, superuser);
    if (!superuser) {
      check.otherTables();
      check.functions();
    }
    return check.findings;
  }

  private boolean role(int connections) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ROLE)) {
      statement.setArray(1, texts(model.schemas()));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        Place where = new Place.Elsewhere("role " + row.getString(1));
        if (!row.getString(5).isEmpty()) {
          add(Severity.ERROR, where, "has no USAGE on schema " + row.getString(5));
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

  private void connectionLimit(Place where, int limit, int connections) {
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
      for (int i = 0; i < 3; i++) {
        statement.setArray(i + 1, texts(model.places().get(i)));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String table = rows.getString(1);
          if (!tables.contains(table)) {
            continue;
          }
          Place where = new Place.OfTable(table);
          columns(table, LiveCatalogue.texts(rows.getArray(4)), superuser);
          if (rows.getBoolean(2)) {
            add(
                Severity.ERROR,
                Code.SRC_RLS,
                where,
                "row-level security filters the role's rows; it lacks BYPASSRLS");
          }
          if (rows.getBoolean(5)) {
            add(
                Severity.ERROR,
                Code.SRC_TABLE,
                where,
                "is unlogged, and a replica cannot show what is in it");
          }
          if (!superuser && !rows.getString(3).isEmpty()) {
            add(Severity.WARNING, where, "the role may do more than read: " + rows.getString(3));
          }
        }
      }
    }
  }

  /** What of a table may be read must be what is read of it, no less and no more. */
  private void columns(String table, List<String> readable, boolean superuser) {
    SourceTable of = model.tables().get(table);
    List<String> here =
        of.columns().stream()
            .map(SourceColumn::name)
            .filter(column -> live.tables().get(table).columns().containsKey(column))
            .toList();
    if (readable.isEmpty() && !here.isEmpty()) {
      add(Severity.ERROR, new Place.OfTable(table), "the role has no SELECT");
      return;
    }
    here.stream()
        .filter(column -> !readable.contains(column))
        .forEach(
            column ->
                add(
                    Severity.ERROR,
                    new Place.OfColumn(table, column),
                    "the role has no SELECT on the column"));
    List<String> tooMany = readable.stream().filter(of.leftOut()::contains).sorted().toList();
    if (!superuser && !tooMany.isEmpty()) {
      add(
          Severity.WARNING,
          new Place.OfTable(table),
          "the role can read columns that the model leaves out: " + Finding.some(tooMany));
    }
  }

  /** A function of another's rights may read and write what the role may not. */
  private void functions() throws SQLException {
    List<String> functions = OpenFunctions.list(connection);
    if (!functions.isEmpty()) {
      add(
          Severity.WARNING,
          new Place.Elsewhere(String.join(", ", model.schemas())),
          "the role may execute functions that act with their owner's rights (SECURITY DEFINER): "
              + Finding.some(functions));
    }
  }

  private void otherTables() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OTHER_TABLES)) {
      statement.setArray(1, texts(model.places().get(0)));
      statement.setArray(2, texts(model.places().get(1)));
      try (ResultSet rows = statement.executeQuery()) {
        List<String> others = new ArrayList<>();
        while (rows.next()) {
          others.add(new Schemas(model.schemas()).name(rows.getString(1), rows.getString(2)));
        }
        if (!others.isEmpty()) {
          add(
              Severity.WARNING,
              new Place.Elsewhere(String.join(", ", model.schemas())),
              "the role can also read what is not in the model: " + Finding.some(others));
        }
      }
    }
  }

  private Array texts(List<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  private void add(Severity severity, Place where, String message) {
    add(severity, Code.SRC_RIGHTS, where, message);
  }

  private void add(Severity severity, Code code, Place where, String message) {
    findings.add(new Finding(severity, code, where, message));
  }
}
