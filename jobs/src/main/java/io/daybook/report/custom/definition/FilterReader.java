package io.daybook.report.custom.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads the tree of conditions. */
final class FilterReader {
  static final int MOST_TESTS = 100;
  static final int MOST_VALUES = 500;
  static final int DEEPEST = 8;
  static final List<String> KEYS = List.of("and", "or", "not", "field", "op", "value");

  private final Findings findings;
  private final BiFunction<String, String, Optional<Axis>> axes;
  private int tests;

  /**
   * @param axes finds what a pointer's name means; tells a problem when it means nothing
   */
  FilterReader(Findings findings, BiFunction<String, String, Optional<Axis>> axes) {
    this.findings = findings;
    this.axes = axes;
  }

  /** The filter; empty when anything of it is wrong. */
  Optional<Filter> read(String pointer, Json json) {
    Optional<Filter> filter = read(pointer, json, 1);
    if (tests > MOST_TESTS) {
      findings.meaning(pointer, "has %d conditions, %d at most".formatted(tests, MOST_TESTS));
      return Optional.empty();
    }
    return filter;
  }

  private Optional<Filter> read(String pointer, Json json, int level) {
    if (level > DEEPEST) {
      findings.meaning(pointer, "is nested deeper than " + DEEPEST);
      return Optional.empty();
    }
    Shape shape = Shape.of(pointer, json, findings);
    if (!(json instanceof Json.Members)) {
      return Optional.empty();
    }
    shape.only(KEYS);
    List<String> forms = List.of("and", "or", "not", "field").stream().filter(shape::has).toList();
    if (forms.size() != 1) {
      findings.shape(pointer, "needs one of and, or, not, field");
      return Optional.empty();
    }
    if (!forms.get(0).equals("field") && (shape.has("op") || shape.has("value"))) {
      findings.shape(pointer, "has op or value without a field");
      return Optional.empty();
    }
    return switch (forms.get(0)) {
      case "and" -> parts(shape, "and", level).map(Filter.All::new);
      case "or" -> parts(shape, "or", level).map(Filter.Any::new);
      case "not" ->
          read(shape.at("not"), shape.members().get("not"), level + 1).map(Filter.Not::new);
      default -> test(shape);
    };
  }

  private Optional<List<Filter>> parts(Shape shape, String key, int level) {
    List<Json> items = shape.items(key, MOST_TESTS);
    if (items.isEmpty()) {
      if (shape.members().get(key) instanceof Json.Items list && list.items().isEmpty()) {
        findings.shape(shape.at(key), "is empty");
      }
      return Optional.empty();
    }
    List<Filter> parts = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      read(Findings.at(shape.at(key), i), items.get(i), level + 1).ifPresent(parts::add);
    }
    return parts.size() == items.size() ? Optional.of(parts) : Optional.empty();
  }

  private Optional<Filter> test(Shape shape) {
    tests++;
    Optional<String> field = shape.text("field", DefinitionReader.LONGEST_ID);
    Optional<Axis> axis = field.flatMap(id -> axes.apply(shape.at("field"), id));
    if (!shape.has("op")) {
      findings.shape(shape.at("op"), "is missing");
    }
    Optional<Operator> operator = shape.word("op", Operator.ids()).flatMap(Operator::of);
    if (operator.isPresent() && operator.get().takesNothing() == shape.has("value")) {
      findings.shape(
          shape.at("value"), operator.get().takesNothing() ? "has no meaning here" : "is missing");
      return Optional.empty();
    }
    if (axis.isEmpty() || operator.isEmpty()) {
      return Optional.empty();
    }
    if (!operator.get().takes(axis.get().type().kind())) {
      findings.meaning(
          shape.at("op"),
          "%s does not compare %s".formatted(operator.get().id(), axis.get().type()));
      return Optional.empty();
    }
    return values(shape, operator.get(), axis.get())
        .map(values -> new Filter.Test(axis.get(), operator.get(), values));
  }

  private Optional<List<Object>> values(Shape shape, Operator operator, Axis axis) {
    if (operator.takesNothing()) {
      return Optional.of(List.of());
    }
    String at = shape.at("value");
    Json json = shape.members().get("value");
    if (!operator.takesList()) {
      return value(at, json, operator, axis).map(List::of);
    }
    if (!(json instanceof Json.Items list)) {
      findings.shape(at, "is " + json.kind() + ", a list is needed");
      return Optional.empty();
    }
    int size = list.items().size();
    boolean wrong = operator == Operator.BETWEEN ? size != 2 : size == 0 || size > MOST_VALUES;
    if (wrong) {
      findings.shape(
          at,
          "has %d values, %s are needed"
              .formatted(size, operator == Operator.BETWEEN ? "2" : "1 to " + MOST_VALUES));
      return Optional.empty();
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      value(Findings.at(at, i), list.items().get(i), operator, axis).ifPresent(values::add);
    }
    return values.size() == size ? Optional.of(values) : Optional.empty();
  }

  private Optional<Object> value(String pointer, Json json, Operator operator, Axis axis) {
    if (json instanceof Json.Null || json instanceof Json.Members || json instanceof Json.Items) {
      findings.shape(
          pointer,
          "is %s, one value is needed%s"
              .formatted(json.kind(), json instanceof Json.Null ? "; or is_null" : ""));
      return Optional.empty();
    }
    Optional<Object> value = Values.read(pointer, json, axis.type(), findings);
    boolean isPart =
        operator == Operator.CONTAINS
            || operator == Operator.STARTS_WITH
            || operator == Operator.ENDS_WITH;
    if (isPart && value.isPresent() && value.get().equals("")) {
      findings.meaning(pointer, "is empty, and so in every text");
      return Optional.empty();
    }
    return value;
  }
}
