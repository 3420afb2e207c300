package io.daybook.source;

import io.daybook.config.YamlMap;
import io.daybook.config.YamlText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The schemas of a source, and what its tables are called: by their own names where there is one
 * schema, and {@code schema.table} where there are several.
 */
record Schemas(List<String> names) {
  private static final String ONE = "schema";
  private static final String SEVERAL = "schemas";

  Schemas {
    names = List.copyOf(names);
  }

  /** Reads {@code schema: public} or {@code schemas: [public, auth]}. */
  static Schemas read(YamlMap file) {
    if (!file.has(SEVERAL)) {
      return new Schemas(List.of(file.text(ONE)));
    }
    if (file.has(ONE)) {
      file.problem(ONE, "is one of schemas; name it there alone");
    }
    List<String> names = file.texts(SEVERAL);
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        file.problem(SEVERAL, "names " + name + " twice");
      }
      if (names.size() > 1 && name.contains(".")) {
        file.problem(SEVERAL, name + " has a dot in it, which stands between schema and table");
      }
    }
    if (names.isEmpty()) {
      file.problem(SEVERAL, "must name a schema");
    }
    return new Schemas(names.isEmpty() ? List.of("") : names);
  }

  /** As {@code source.yml} has them. */
  String yaml() {
    List<String> scalars = names.stream().map(YamlText::scalar).toList();
    return names.size() == 1 ? ONE + ": " + scalars.get(0) : SEVERAL + ": " + scalars;
  }

  /** What a table is called; one of another schema has that in front in any case. */
  String name(String schema, String table) {
    return names.equals(List.of(schema)) ? table : schema + "." + table;
  }

  /** The schema of a table that is called so. */
  String schema(String name) {
    return names.size() == 1 ? names.get(0) : name.substring(0, Math.max(0, name.indexOf('.')));
  }

  /** The name that a table has within its schema. */
  String table(String name) {
    return names.size() == 1 ? name : name.substring(name.indexOf('.') + 1);
  }

  /** Whether a table that is called so can be of one of them. */
  boolean hold(String name) {
    return names.contains(schema(name));
  }

  /** As people read it. */
  @Override
  public String toString() {
    return (names.size() == 1 ? "schema " : "schemas ") + String.join(", ", names);
  }
}
