package io.daybook.report.custom.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads the members of an older definition, each name as what it is called today. */
final class OldParts {
  /** Stands for a name that is wrong, so that the others keep their places. */
  static final String UNKNOWN = "unknown";

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
  private final Findings findings;
  private final Places places;
  private final BiFunction<String, String, Optional<String>> naming;

  /**
   * @param naming what a name at a place is called today; tells a problem when nobody knows
   */
  OldParts(
      Shape old,
      Findings findings,
      Places places,
      BiFunction<String, String, Optional<String>> naming) {
    this.old = old;
    this.findings = findings;
    this.places = places;
    this.naming = naming;
  }

  /** The names of a list, in its order and as often as they stand there. */
  List<String> names(String member, int most) {
    List<String> names = new ArrayList<>();
    List<Json> items = old.items(member, most);
    for (int i = 0; i < items.size(); i++) {
      String at = Findings.at(old.at(member), i);
      names.add(
          Shape.text(at, items.get(i), DefinitionReader.LONGEST_ID, findings)
              .flatMap(name -> naming.apply(at, name))
              .orElse(UNKNOWN));
    }
    return names;
  }

  /** Adds the conditions of {@code filters} to those of today's filter. */
  void conditions(Shape filters, List<Json> tests) {
    filters
        .members()
        .forEach(
            (name, value) -> {
              String at = filters.at(name);
              Optional<String> known = naming.apply(at, name);
              if (known.isEmpty()) {
                return;
              }
              String field = known.get();
              if (value instanceof Json.Members range) {
                range.members().forEach((word, bound) -> range(tests, field, at, word, bound));
              } else if (value instanceof Json.Items) {
                add(tests, field, at, "in", value);
              } else {
                add(tests, field, at, value instanceof Json.Null ? "is_null" : "eq", value);
              }
            });
  }

  private void range(List<Json> tests, String field, String at, String word, Json bound) {
    String operator = OPERATORS.get(word);
    if (operator == null) {
      findings.shape(
          Findings.at(at, word), "is unknown" + Findings.didYouMean(word, OPERATORS.keySet()));
    } else {
      add(tests, field, Findings.at(at, word), operator, bound);
    }
  }

  private void add(List<Json> tests, String field, String at, String operator, Json value) {
    Map<String, Json> test = new LinkedHashMap<>();
    test.put("field", new Json.Text(field));
    test.put("op", new Json.Text(operator));
    if (!operator.equals("is_null")) {
      test.put("value", value);
    }
    places.put("/filter/and/" + tests.size(), at);
    places.put("/filter/and/" + tests.size() + "/value", at);
    tests.add(new Json.Members(test));
  }

  /** What it is sorted by; empty where it does not say. */
  Optional<Json> sort() {
    Optional<String> direction = old.word("sortDirection", List.of("asc", "desc"));
    boolean isUnsorted = !old.has("sortBy") || old.members().get("sortBy") instanceof Json.Null;
    if (isUnsorted) {
      return Optional.empty();
    }
    places.put("/sort", old.at("sortBy"));
    return old.text("sortBy", DefinitionReader.LONGEST_ID)
        .flatMap(by -> naming.apply(old.at("sortBy"), by))
        .map(by -> sort(by, direction));
  }

  /** Today's sort by one name. */
  static Json sort(String by, Optional<String> direction) {
    Map<String, Json> key = new LinkedHashMap<>();
    key.put("by", new Json.Text(by));
    direction.ifPresent(word -> key.put("direction", new Json.Text(word)));
    return new Json.Items(List.of(new Json.Members(key)));
  }

  static Json texts(List<String> names) {
    return new Json.Items(names.stream().map(name -> (Json) new Json.Text(name)).toList());
  }
}
