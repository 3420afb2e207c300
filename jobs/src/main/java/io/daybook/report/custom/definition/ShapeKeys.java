package io.daybook.report.custom.definition;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The keys of the two shapes of a definition, and what to write where they are mixed. */
final class ShapeKeys {
  static final List<String> TODAY =
      List.of(
          "title",
          "source",
          "metrics",
          "columns",
          "dimensions",
          "filter",
          "period",
          "comparison",
          "sort",
          "limit",
          "totals",
          "pivot",
          "chart");

  static final List<String> OLD =
      List.of("columns", "filters", "groupBy", "sortBy", "sortDirection", "source");

  private static final Map<String, String> SINCE =
      Map.of(
          "filters", "filter",
          "groupBy", "dimensions",
          "sortBy", "sort",
          "sortDirection", "direction in sort");

  private static final Map<String, String> BEFORE =
      Map.of("dimensions", "groupBy", "filter", "filters", "sort", "sortBy and sortDirection");

  /** What to say of each key of the older shape in today's. */
  static final Map<String, String> OLD_IN_TODAY =
      SINCE.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Map.Entry::getKey,
                  each -> "belongs to the older shape: write " + each.getValue()));

  /** What to say of each key of today's shape in the older one. */
  static final Map<String, String> TODAY_IN_OLD =
      TODAY.stream()
          .filter(key -> !OLD.contains(key))
          .collect(
              Collectors.toUnmodifiableMap(
                  key -> key,
                  key ->
                      "belongs to the newer shape: "
                          + (BEFORE.containsKey(key)
                              ? "write " + BEFORE.get(key)
                              : "write the other keys in it too")));

  private ShapeKeys() {}

  /** Whether the older shape is meant: most keys say so, and it does not begin with metrics. */
  static boolean areOld(Shape definition) {
    long old = count(definition, OLD, TODAY);
    boolean asksForMetrics = definition.has("metrics") && !definition.has("columns");
    return old > 0 && old >= count(definition, TODAY, OLD) && !asksForMetrics;
  }

  private static long count(Shape definition, List<String> keys, List<String> others) {
    return keys.stream().filter(key -> definition.has(key) && !others.contains(key)).count();
  }
}
