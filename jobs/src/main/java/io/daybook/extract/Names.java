package io.daybook.extract;

/** Quotes names and texts for the source's SQL. */
final class Names {
  private Names() {}

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String qualified(String schema, String table) {
    return quoted(schema) + "." + quoted(table);
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
