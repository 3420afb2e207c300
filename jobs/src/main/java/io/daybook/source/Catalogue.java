package io.daybook.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a database says of itself, and nothing that a person added.
 *
 * @param tables by name, sorted
 * @param enums values of each enum that a column has, by name, sorted
 */
record Catalogue(Map<String, Table> tables, Map<String, List<String>> enums) {
  Catalogue {
    tables = Collections.unmodifiableMap(new TreeMap<>(tables));
    enums = Collections.unmodifiableMap(new TreeMap<>(enums));
  }

  /**
   * A table.
   *
   * @param columns by name, in the table's order
   * @param key columns of the primary key; empty where there is none
   * @param references foreign keys of one column, by that column, sorted
   */
  record Table(Map<String, Column> columns, List<String> key, Map<String, Reference> references) {
    Table {
      columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
      key = List.copyOf(key);
      references = Collections.unmodifiableMap(new TreeMap<>(references));
    }
  }

  /**
   * A column.
   *
   * @param ownCollation whether its collation takes texts for equal that differ
   */
  record Column(PgType type, boolean nullable, boolean ownCollation) {
    private static final String NOT_NULL = " not null";
    private static final String OWN_COLLATION = " nondeterministic";

    /** Reads {@code numeric(12,2) not null} or {@code text nondeterministic}. */
    static Column parse(String text, Map<String, List<String>> enums) {
      String nullable = without(NOT_NULL, text.strip());
      String type = without(OWN_COLLATION, nullable);
      return new Column(
          PgType.parse(type, enums.containsKey(type)),
          nullable.equals(text.strip()),
          !type.equals(nullable));
    }

    private static String without(String end, String text) {
      return text.endsWith(end) ? text.substring(0, text.length() - end.length()).strip() : text;
    }

    @Override
    public String toString() {
      return type + (ownCollation ? OWN_COLLATION : "") + (nullable ? "" : NOT_NULL);
    }
  }

  /**
   * Where a foreign key points to.
   *
   * @param table with its schema in front where that is another one
   */
  record Reference(String table, String column) {
    /** Reads {@code customers.id} or {@code auth.users.id}; without a dot there is no column. */
    static Reference parse(String text) {
      int dot = text.lastIndexOf('.');
      return dot < 0
          ? new Reference(text, "")
          : new Reference(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public String toString() {
      return table + "." + column;
    }
  }
}
