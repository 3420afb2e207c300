package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keys that {@code source.yml} gives to what has no primary key: views, foreign tables, tables
 * without one. Nothing in the database proves them: a row with a NULL in one is set aside, and rows
 * that share one are found as the grain of the facts over them.
 */
final class WrittenKeys {
  static final String KEY = "key";

  private WrittenKeys() {}

  /** The catalogue with the keys that a person wrote. */
  static Catalogue with(Catalogue catalogue, YamlMap file) {
    YamlMap tables = file.map("tables");
    Map<String, Catalogue.Table> keyed = new TreeMap<>(catalogue.tables());
    for (String name : tables.keys()) {
      Catalogue.Table table = keyed.get(name);
      if (table != null && tables.map(name).has(KEY)) {
        keyed.put(name, keyed(tables.map(name), name, table));
      }
    }
    return new Catalogue(keyed, catalogue.enums());
  }

  private static Catalogue.Table keyed(YamlMap own, String name, Catalogue.Table table) {
    if (!table.key().isEmpty()) {
      own.problem(KEY, name + " has the primary key " + table.key() + "; leave this line out");
      return table;
    }
    List<String> key = own.texts(KEY).stream().distinct().toList();
    Set<String> columns = table.columns().keySet();
    for (String column : key) {
      if (!columns.contains(column)) {
        own.problem(KEY, name + " has no column " + column + Problems.didYouMean(column, columns));
      }
    }
    return columns.containsAll(key) ? table.keyed(key) : table;
  }
}
