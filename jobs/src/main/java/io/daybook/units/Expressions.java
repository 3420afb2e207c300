package io.daybook.units;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.units.Queries.Complaints;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells what expressions are, in one scope. */
final class Expressions {
  /** They make one number of many: these must be in one currency. */
  private static final Set<String> AGGREGATES =
      Set.of(
          "sum",
          "avg",
          "mean",
          "min",
          "max",
          "median",
          "mode",
          "any_value",
          "first",
          "last",
          "quantile_cont",
          "quantile_disc",
          "percentile_cont",
          "percentile_disc",
          "stddev",
          "stddev_samp",
          "stddev_pop",
          "first_value",
          "last_value",
          "lag",
          "lead");

  /** They give what they are given. */
  private static final Set<String> ALIKE =
      Set.of("round", "abs", "trunc", "floor", "ceil", "ceiling", "nullif", "rounded_in");

  private static final Set<String> CHOICES = Set.of("coalesce", "ifnull", "greatest", "least");
  private static final Set<String> QUOTIENTS = Set.of("/", "//", "ratio");
  private static final Set<String> SIGNS = Set.of("+", "-");
  private static final Set<String> COUNTS = Set.of("count", "count_star");

  private final Queries queries;
  private final Map<String, Map<String, Meaning>> named;
  private final Scope scope;
  private final Complaints complaints;

  Expressions(
      Queries queries,
      Map<String, Map<String, Meaning>> named,
      Scope scope,
      Complaints complaints) {
    this.queries = queries;
    this.named = named;
    this.scope = scope;
    this.complaints = complaints;
  }

  Meaning meaning(JsonNode node) {
    return switch (node.path("class").asText()) {
      case "COLUMN_REF" -> scope.find(node.path("column_names")).orElse(Meaning.UNKNOWN);
      case "CONSTANT" -> Meaning.CONSTANT;
      case "CAST" -> meaning(node.path("child"));
      case "CASE" -> choice(node, branches(node));
      case "FUNCTION" -> function(node, arguments(node));
      case "WINDOW" -> window(node);
      case "SUBQUERY" -> subquery(node);
      case "OPERATOR" ->
          node.path("type").asText().equals("OPERATOR_COALESCE")
              ? firstThere(node, meanings(node.path("children")))
              : parts(node);
      default -> parts(node);
    };
  }

  /** A condition, say: what is wrong inside it is wrong all the same. */
  private Meaning parts(JsonNode node) {
    for (String key : List.of("child", "left", "right", "input", "lower", "upper")) {
      if (node.has(key)) {
        meaning(node.path(key));
      }
    }
    meanings(node.path("children"));
    return Meaning.UNKNOWN;
  }

  private List<Meaning> meanings(JsonNode nodes) {
    List<Meaning> meanings = new ArrayList<>();
    nodes.forEach(each -> meanings.add(meaning(each)));
    return meanings;
  }

  private List<Meaning> arguments(JsonNode node) {
    JsonNode filter = node.path("filter");
    meaning(filter);
    Expressions kept = keeping(filter);
    List<Meaning> meanings = new ArrayList<>();
    node.path("arguments").forEach(each -> meanings.add(kept.meaning(each.path("expression"))));
    return meanings;
  }

  private Expressions keeping(JsonNode condition) {
    return new Expressions(queries, named, scope.keepingOne(condition), complaints);
  }

  private List<Meaning> branches(JsonNode node) {
    List<Meaning> meanings = new ArrayList<>();
    for (JsonNode check : node.path("case_checks")) {
      meaning(check.path("when_expr"));
      meanings.add(keeping(check.path("when_expr")).meaning(check.path("then_expr")));
    }
    meanings.add(meaning(node.path("else_expr")));
    return meanings;
  }

  private Meaning subquery(JsonNode node) {
    Meaning value = queries.value(node.path("subquery"), named).orElse(Meaning.UNKNOWN);
    return node.path("subquery_type").asText().equals("SCALAR") ? value : Meaning.UNKNOWN;
  }

  private Meaning choice(JsonNode node, List<Meaning> meanings) {
    Meaning all = meanings.get(0);
    for (Meaning each : meanings.subList(1, meanings.size())) {
      all = both(node, all, each, "chooses between");
    }
    return all;
  }

  private Meaning firstThere(JsonNode node, List<Meaning> meanings) {
    Meaning code = meanings.stream().reduce(Meaning::orElse).orElse(Meaning.UNKNOWN);
    return code.kind() == Meaning.Kind.CODE ? code : choice(node, meanings);
  }

  private Meaning both(JsonNode node, Meaning one, Meaning other, String does) {
    if (one.clashes(other)) {
      complain(node, "%s %s and %s".formatted(does, one, other));
    }
    return one.with(other);
  }

  private Meaning together(JsonNode node, Meaning one, Meaning other, String does) {
    if (one.isUnsaid() && other.isUnsaid()) {
      complain(node, "%s %s and another".formatted(does, one));
    }
    return both(node, one, other, does);
  }

  private Meaning function(JsonNode node, List<Meaning> of) {
    String name = node.path("function_name").asText();
    if (of.isEmpty() || COUNTS.contains(name)) {
      return Meaning.UNKNOWN;
    }
    Meaning first = of.get(0);
    if (AGGREGATES.contains(name)) {
      return aggregate(node, name, first, scope.codes());
    }
    if (of.size() == 3 && name.equals("moving_average")) {
      return aggregate(node, name, of.get(1), scope.codes());
    }
    if (CHOICES.contains(name)) {
      return choice(node, of);
    }
    if (ALIKE.contains(name) || (of.size() == 1 && SIGNS.contains(name))) {
      return first;
    }
    if (of.size() == 2 && name.equals("+")) {
      return together(node, first, of.get(1), "adds");
    }
    if (of.size() == 2 && name.equals("-")) {
      return together(node, first, of.get(1), "subtracts");
    }
    if (of.size() == 2 && name.equals("*")) {
      if (first.isPricedOtherwise(of.get(1))) {
        complain(node, "multiplies %s by %s".formatted(first, of.get(1)));
      }
      Meaning product = first.times(of.get(1));
      return isNumber(node, 0, "0.01") || isNumber(node, 1, "0.01") ? product.whole() : product;
    }
    if (of.size() >= 2 && QUOTIENTS.contains(name)) {
      Meaning quotient = first.by(of.get(1));
      return isNumber(node, 1, "100") ? quotient.whole() : quotient;
    }
    of.stream()
        .filter(Meaning::isAmount)
        .filter(money -> money.isOfRows() || money.isUnsaid())
        .filter(money -> !money.isOneWithin(scope.codes()))
        .findFirst()
        .ifPresent(
            money ->
                complain(node, "hides " + money + " in " + name + ", so that nobody can tell it"));
    return Meaning.UNKNOWN;
  }

  private static boolean isNumber(JsonNode node, int argument, String text) {
    JsonNode literal = node.path("arguments").path(argument).at("/expression/literal/text");
    return literal.asText().equals(text);
  }

  private Meaning window(JsonNode node) {
    Set<String> codes = new HashSet<>();
    for (Meaning partition : meanings(node.path("partitions"))) {
      if (partition.kind() == Meaning.Kind.CODE) {
        codes.add(partition.of());
      }
    }
    List<Meaning> of = meanings(node.path("children"));
    node.path("arguments").forEach(each -> of.add(meaning(each.path("expression"))));
    String name = node.path("function_name").asText();
    return of.isEmpty() || !AGGREGATES.contains(name)
        ? Meaning.UNKNOWN
        : aggregate(node, name, of.get(0), codes);
  }

  private Meaning aggregate(JsonNode node, String name, Meaning of, Set<String> codes) {
    if (of.kind() == Meaning.Kind.CODE) {
      return codes.contains(of.of()) ? of : Meaning.UNKNOWN;
    }
    if (of.isOneWithin(codes)) {
      return of;
    }
    if (of.isUnsaid()) {
      complain(
          node,
          "%s over several currencies, %s; add it up where a mart has it as money(<column>)"
              .formatted(name, of));
      return of;
    }
    String column = of.of().replaceFirst("#.*", "").replaceFirst(".*\\.", "");
    complain(
        node,
        of.isOfRows()
            ? "%s over several currencies, %s; group by %s, or keep one: %s = 'AUD'"
                .formatted(name, of, column, column)
            : "%s over the currencies of several tenants; group by the tenant".formatted(name));
    return of;
  }

  private void complain(JsonNode node, String message) {
    complaints.add(node.path("query_location").asInt(0), message);
  }
}
