package io.daybook.copy;

/** Quotes names and texts for the source's SQL. */
public final class Names {
  private Names() {}

  /** An identifier in double quotes. */
  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A table with its schema. */
  public static String qualified(String schema, String table) {
    return quoted(schema) + "." + quoted(table);
  }

  /** A text in single quotes. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
