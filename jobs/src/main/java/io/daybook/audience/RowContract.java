package io.daybook.audience;

import static java.util.Objects.requireNonNull;

import io.daybook.config.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a query of {@code sql/<source>/reports} must give: its columns, by name, and what sort of
 * value each has. Any value may be NULL; that is judged row by row.
 *
 * @param columns by name; one that is optional may be left out
 */
record RowContract(Map<String, Column> columns) {
  /** What a column holds. */
  enum Sort {
    /** Any type; it only tells rows apart. */
    KEY(".*", "any type"),
    TEXT("VARCHAR", "text"),
    FLAG("BOOLEAN", "boolean"),
    DAY("DATE", "date"),
    WHOLE("TINYINT|SMALLINT|INTEGER|BIGINT", "integer or bigint"),
    NUMBER("TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|DECIMAL.*", "decimal, integer or bigint");

    private final String types;
    private final String shown;

    Sort(String types, String shown) {
      this.types = types;
      this.shown = shown;
    }
  }

  /** One column. */
  record Column(Sort sort, boolean isOptional) {}

  RowContract {
    columns = Map.copyOf(requireNonNull(columns, "columns is null"));
  }

  /**
   * A contract in words.
   *
   * @param columns {@code name sort}, with a {@code ?} behind what is optional: {@code timezone
   *     text?}
   */
  static RowContract of(String... columns) {
    Map<String, Column> all = new LinkedHashMap<>();
    for (String column : columns) {
      String[] words = column.split(" ");
      boolean isOptional = words[1].endsWith("?");
      String sort = words[1].replace("?", "").toUpperCase(Locale.ROOT);
      all.put(words[0], new Column(Sort.valueOf(sort), isOptional));
    }
    return new RowContract(all);
  }

  /**
   * What keeps a query from it.
   *
   * @param given the types of the columns that the query gives, by name, in DuckDB's words
   */
  List<String> faults(Map<String, String> given) {
    List<String> faults = new ArrayList<>();
    columns.forEach(
        (name, column) -> {
          String type = given.get(name);
          if (type == null && !column.isOptional()) {
            faults.add("must give a column " + name + ", " + column.sort().shown);
          } else if (type != null && !type.matches("(?i)" + column.sort().types)) {
            faults.add(name + " must be " + column.sort().shown + ", but the query gives " + type);
          }
        });
    for (String name : given.keySet()) {
      if (!columns.containsKey(name)) {
        faults.add(
            "gives a column "
                + name
                + " that nobody reads"
                + Problems.didYouMean(name, columns.keySet()));
      }
    }
    return faults;
  }
}
