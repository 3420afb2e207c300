package io.daybook.sql;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Names and texts in quotes, as standard SQL has them: PostgreSQL and DuckDB read them as they are,
 * and the rewriter of the dialect turns names into Spark's form.
 */
public final class Quoted {
  private Quoted() {}

  /** An identifier: {@code "order"}. */
  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A table in its schema: {@code "public"."order"}. */
  public static String name(String schema, String table) {
    return name(schema) + "." + name(table);
  }

  /**
   * A column: {@code base."total"}.
   *
   * @param alias a plain word of ours
   */
  public static String column(String alias, String column) {
    return alias + "." + name(column);
  }

  /** Identifiers with commas between them. */
  public static String names(Collection<String> names) {
    return names.stream().map(Quoted::name).collect(Collectors.joining(", "));
  }

  /** A literal of text: {@code 'it''s'}. */
  public static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Literals with commas between them. */
  public static String texts(Collection<String> texts) {
    return texts.stream().map(Quoted::text).collect(Collectors.joining(", "));
  }
}
