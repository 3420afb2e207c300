package io.daybook.source.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions that act with their owner's rights and that our role may call: a way past what was
 * granted. The system's own and those of extensions are not among them.
 */
public final class OpenFunctions {
  private static final String FUNCTIONS =
      """
      select pg_catalog.format('%I.%I(%s)',
          n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid))
      from pg_catalog.pg_proc p
      join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and p.prorettype <> 'pg_catalog.trigger'::pg_catalog.regtype
          and p.prorettype <> 'pg_catalog.event_trigger'::pg_catalog.regtype
          and pg_catalog.has_schema_privilege(n.oid, 'usage')
          and pg_catalog.has_function_privilege(p.oid, 'execute')
          and not exists (
              select
              from pg_catalog.pg_depend d
              where d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and d.objid = p.oid
                  and d.deptype = 'e')
      order by 1
      """;

  private OpenFunctions() {}

  /** Their names with the types of their arguments. */
  public static List<String> list(Connection connection) throws SQLException {
    List<String> functions = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(FUNCTIONS)) {
      while (rows.next()) {
        functions.add(rows.getString(1));
      }
    }
    return List.copyOf(functions);
  }
}
