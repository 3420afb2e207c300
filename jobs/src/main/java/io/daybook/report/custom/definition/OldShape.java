package io.daybook.report.custom.definition;

import io.daybook.report.metric.Metrics;
import io.daybook.report.metric.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The application's own definitions, {@code columns, filters, groupBy, sortBy, sortDirection,
 * source}, written as today's. Its names are in camel case; a number that is not grouped by is
 * added up. Problems keep the places of the old text.
 */
final class OldShape {
  private static final List<String> KEYS =
      List.of("columns", "filters", "groupBy", "sortBy", "sortDirection", "source");

  /** Members that no definition of today has. */
  private static final List<String> MARKS =
      List.of("filters", "groupBy", "sortBy", "sortDirection");

  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("eq", "eq"),
          Map.entry("ne", "ne"),
          Map.entry("gt", "gt"),
          Map.entry("gte", "ge"),
          Map.entry("min", "ge"),
          Map.entry("from", "ge"),
          Map.entry("lt", "lt"),
          Map.entry("lte", "le"),
          Map.entry("max", "le"),
          Map.entry("to", "le"),
          Map.entry("in", "in"),
          Map.entry("contains", "contains"));

  private final Shape old;
  private final Metrics catalogue;
  private final Findings findings;
  private final Map<String, String> places = new LinkedHashMap<>();

  OldShape(Shape old, Metrics catalogue, Findings findings) {
    this.old = old;
    this.catalogue = catalogue;
    this.findings = findings;
  }

  static boolean is(Shape definition) {
    return MARKS.stream().anyMatch(definition::has);
  }

  /** The same in today's shape; empty where nobody can tell the source. */
  Optional<Json> today() {
    old.only(KEYS);
    Map<String, Json> today = new LinkedHashMap<>();
    List<String> groups = names("groupBy", DefinitionReader.MOST_AXES);
    List<String> columns = names("columns", DefinitionReader.MOST_COLUMNS);
    Optional<String> source = source(columns);
    source.ifPresent(name -> today.put("source", new Json.Text(name)));
    for (int i = 0; i < groups.size(); i++) {
      place("/dimensions/" + i, "/groupBy/" + i);
    }
    List<Json> shown = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!groups.contains(columns.get(i))) {
        place("/columns/" + shown.size(), "/columns/" + i);
        shown.add(new Json.Text(columns.get(i)));
      }
    }
    if (!groups.isEmpty()) {
      today.put("dimensions", texts(groups));
    }
    if (!shown.isEmpty() || groups.isEmpty()) {
      today.put("columns", new Json.Items(shown));
    }
    filters(today);
    sort(today);
    return source.map(name -> new Json.Members(today));
  }

  /** Where a problem of today's shape stands in the old text. */
  String place(String pointer) {
    String best = "";
    for (String known : places.keySet()) {
      boolean within = pointer.equals(known) || pointer.startsWith(known + "/");
      if (within && known.length() > best.length()) {
        best = known;
      }
    }
    String rest = best.endsWith("/value") ? pointer.substring(best.length()) : "";
    return best.isEmpty() ? pointer : places.get(best) + rest;
  }

  private void place(String today, String before) {
    places.put(today, before);
  }

  private static Json texts(List<String> names) {
    return new Json.Items(names.stream().map(name -> (Json) new Json.Text(name)).toList());
  }

  private List<String> names(String member, int most) {
    List<String> names = new ArrayList<>();
    List<Json> items = old.items(member, most);
    for (int i = 0; i < items.size(); i++) {
      names.add(
          Shape.text(
                  Findings.at(old.at(member), i),
                  items.get(i),
                  DefinitionReader.LONGEST_ID,
                  findings)
              .map(OldShape::snake)
              .orElse("unknown"));
    }
    return names;
  }

  /** Names the source, or finds the one that has all columns. */
  private Optional<String> source(List<String> columns) {
    if (old.has("source")) {
      return old.text("source", DefinitionReader.LONGEST_ID).map(OldShape::snake);
    }
    List<String> fitting =
        catalogue.subjects().values().stream()
            .filter(subject -> subject.fields().keySet().containsAll(columns))
            .map(Subject::name)
            .toList();
    if (fitting.size() == 1) {
      return Optional.of(fitting.get(0));
    }
    findings.meaning(
        old.at("source"),
        fitting.isEmpty()
            ? "is missing, and no dataset has all of the columns"
            : "is missing, and " + String.join(", ", fitting) + " have all of the columns");
    return Optional.empty();
  }

  private void filters(Map<String, Json> today) {
    if (!old.has("filters") || old.members().get("filters") instanceof Json.Null) {
      return;
    }
    Shape filters = Shape.of(old.at("filters"), old.members().get("filters"), findings);
    List<Json> tests = new ArrayList<>();
    filters
        .members()
        .forEach(
            (name, value) -> {
              String at = filters.at(name);
              if (value instanceof Json.Members range) {
                range.members().forEach((word, bound) -> range(tests, name, at, word, bound));
              } else if (value instanceof Json.Items) {
                add(tests, name, at, "in", value);
              } else {
                add(tests, name, at, value instanceof Json.Null ? "is_null" : "eq", value);
              }
            });
    if (!tests.isEmpty()) {
      today.put("filter", new Json.Members(Map.of("and", new Json.Items(tests))));
    }
  }

  private void range(List<Json> tests, String name, String at, String word, Json bound) {
    String operator = OPERATORS.get(word);
    if (operator == null) {
      findings.shape(
          Findings.at(at, word), "is unknown" + Findings.didYouMean(word, OPERATORS.keySet()));
    } else {
      add(tests, name, Findings.at(at, word), operator, bound);
    }
  }

  private void add(List<Json> tests, String name, String at, String operator, Json value) {
    Map<String, Json> test = new LinkedHashMap<>();
    test.put("field", new Json.Text(snake(name)));
    test.put("op", new Json.Text(operator));
    if (!operator.equals("is_null")) {
      test.put("value", value);
    }
    place("/filter/and/" + tests.size(), at);
    place("/filter/and/" + tests.size() + "/value", at);
    tests.add(new Json.Members(test));
  }

  private void sort(Map<String, Json> today) {
    Optional<String> direction = old.word("sortDirection", List.of("asc", "desc"));
    boolean isUnsorted = !old.has("sortBy") || old.members().get("sortBy") instanceof Json.Null;
    if (isUnsorted) {
      return;
    }
    Optional<String> by = old.text("sortBy", DefinitionReader.LONGEST_ID);
    if (by.isPresent()) {
      Map<String, Json> key = new LinkedHashMap<>();
      key.put("by", new Json.Text(snake(by.get())));
      direction.ifPresent(word -> key.put("direction", new Json.Text(word)));
      today.put("sort", new Json.Items(List.of(new Json.Members(key))));
      place("/sort", old.at("sortBy"));
    }
  }

  /** {@code orderNumber} as {@code order_number}. */
  private static String snake(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
