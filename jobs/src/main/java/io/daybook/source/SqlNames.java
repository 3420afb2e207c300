package io.daybook.source;

import java.util.Set;

/** Names in SQL for PostgreSQL: quoted where they must be and plain elsewhere. */
final class SqlNames {
  /** Words that PostgreSQL 14 to 18 refuse as a plain name of a table or role. */
  private static final Set<String> RESERVED =
      Set.of(
          ("all analyse analyze and any array as asc asymmetric authorization binary both case"
                  + " cast check collate collation column concurrently constraint create cross"
                  + " current_catalog current_date current_role current_schema current_time"
                  + " current_timestamp current_user default deferrable desc distinct do else end"
                  + " except false fetch for foreign freeze from full grant group having ilike in"
                  + " initially inner intersect into is isnull join lateral leading left like limit"
                  + " localtime localtimestamp natural not notnull null offset on only or order"
                  + " outer overlaps placing primary references returning right select"
                  + " session_user similar some symmetric system_user table tablesample then to"
                  + " trailing true union unique user using variadic verbose when where window"
                  + " with none")
              .split(" "));

  private SqlNames() {}

  /** One name. */
  static String name(String name) {
    return name.matches("[a-z_][a-z0-9_]*") && !RESERVED.contains(name)
        ? name
        : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
