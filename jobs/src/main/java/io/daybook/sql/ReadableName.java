package io.daybook.sql;

import java.util.Set;

/** Names in SQL that a person reads: quoted where PostgreSQL needs it and plain elsewhere. */
public final class ReadableName {
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

  private ReadableName() {}

  /** One name. */
  public static String of(String name) {
    return PlainWord.is(name) && !RESERVED.contains(name) ? name : Quoted.name(name);
  }
}
