package io.daybook.units;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.schema.Column;
import io.daybook.schema.Unit;
import io.daybook.sql.FoldedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Walks through the parts of a query, from what is read to what is selected. */
final class Queries {
  /** Takes what is wrong, with its place in the text. */
  @FunctionalInterface
  interface Complaints {
    void add(int offset, String message);
  }

  /** Joins of which the right side is there where its condition holds, or all NULL. */
  private static final Set<String> FINDS = Set.of("INNER", "LEFT");

  private final Map<String, MeasuredDataset> datasets = new HashMap<>();
  private final boolean ofOneTenant;
  private final Complaints complaints;

  /** Places that something was read in so far: each has currencies of its own. */
  private int places;

  Queries(Collection<MeasuredDataset> datasets, boolean ofOneTenant, Complaints complaints) {
    datasets.forEach(dataset -> this.datasets.put(FoldedName.of(dataset.name()), dataset));
    this.ofOneTenant = ofOneTenant;
    this.complaints = complaints;
  }

  /**
   * What a query selects.
   *
   * @param known what the queries around it named with {@code with}
   */
  Map<String, Meaning> columns(JsonNode node, Map<String, Map<String, Meaning>> known) {
    Map<String, Map<String, Meaning>> named = new HashMap<>(known);
    for (JsonNode each : node.path("cte_map").path("map")) {
      named.put(each.path("key").asText(), columns(each.at("/value/query_node"), named));
    }
    return switch (node.path("type").asText()) {
      case "SELECT_NODE" -> selected(node, named);
      case "SET_OPERATION_NODE" -> together(node, named);
      default -> Map.of();
    };
  }

  private Map<String, Meaning> selected(JsonNode node, Map<String, Map<String, Meaning>> named) {
    List<Relation> relations = new ArrayList<>();
    read(node.path("from_table"), named, relations);
    Scope scope = new Scope(relations, Set.of());
    scope = scope.keepingOne(node.path("where_clause"));
    Expressions plain = new Expressions(this, named, scope, complaints);
    plain.meaning(node.path("where_clause"));
    Set<String> codes = new HashSet<>();
    if (ofOneTenant) {
      codes.add(Unit.TENANT);
    }
    for (JsonNode group : node.path("group_expressions")) {
      Meaning meaning = plain.meaning(resolved(group, node.path("select_list"), scope));
      if (meaning.kind() == Meaning.Kind.CODE) {
        codes.add(meaning.of());
      }
    }
    Expressions grouped = new Expressions(this, named, scope.groupedBy(codes), complaints);
    Map<String, Meaning> columns = new LinkedHashMap<>();
    for (JsonNode each : node.path("select_list")) {
      if (each.path("class").asText().equals("STAR")) {
        scope.all(each.path("relation_name").asText()).forEach(columns::putIfAbsent);
      } else {
        columns.put(name(each, columns.size()), grouped.meaning(each));
      }
    }
    grouped.meaning(node.path("having"));
    grouped.meaning(node.path("qualify"));
    return columns;
  }

  /** A group may be named by its place in the list, or by a name of the list. */
  private static JsonNode resolved(JsonNode group, JsonNode list, Scope scope) {
    if (group.path("class").asText().equals("CONSTANT")) {
      return list.path(group.at("/literal/text").asInt() - 1);
    }
    JsonNode names = group.path("column_names");
    if (names.size() == 1 && !scope.has(names.path(0).asText())) {
      for (JsonNode each : list) {
        if (each.path("alias").asText().equals(names.path(0).asText())) {
          return each;
        }
      }
    }
    return group;
  }

  private static String name(JsonNode expression, int place) {
    String alias = expression.path("alias").asText();
    JsonNode names = expression.path("column_names");
    String last = names.path(Math.max(0, names.size() - 1)).asText("column " + place);
    return alias.isEmpty() ? last : alias;
  }

  /** Column by column what all parts have in common. */
  private Map<String, Meaning> together(JsonNode node, Map<String, Map<String, Meaning>> named) {
    List<Map<String, Meaning>> parts = new ArrayList<>();
    JsonNode children = node.path("children");
    if (children.isEmpty()) {
      parts.add(columns(node.path("left"), named));
      parts.add(columns(node.path("right"), named));
    }
    children.forEach(child -> parts.add(columns(child, named)));
    List<List<Meaning>> places = new ArrayList<>();
    for (int i = 0; i < parts.get(0).size(); i++) {
      int at = i;
      places.add(
          parts.stream()
              .map(part -> List.copyOf(part.values()))
              .map(part -> at < part.size() ? part.get(at) : Meaning.UNKNOWN)
              .toList());
    }
    Map<String, Meaning> columns = new LinkedHashMap<>();
    for (String name : parts.get(0).keySet()) {
      columns.put(name, common(node, name, places.get(columns.size()), places));
    }
    return columns;
  }

  private Meaning common(
      JsonNode node, String name, List<Meaning> parts, List<List<Meaning>> places) {
    Optional<String> together = currency(parts, places);
    Meaning all = parts.get(0);
    for (Meaning part : parts.subList(1, parts.size())) {
      boolean isOfOneKind = all.kind() == part.kind() && all.to().equals(part.to());
      if (isOfOneKind && (together.isPresent() || (all.isOfRows() && part.isOfRows()))) {
        continue;
      }
      if (all.clashes(part)) {
        complaints.add(
            node.path("query_location").asInt(0), name + " is " + all + " here and " + part);
      }
      all = all.with(part);
    }
    if (all.hasCurrency() && together.isPresent()) {
      return all.of(together.get());
    }
    return all.isOfRows() ? all.of(joined(parts)) : all;
  }

  /**
   * Amounts and their codes stay together when every part has both in these places; a part's own
   * may be the tenant's. A code of rows goes before the tenant, who is the same in all of them.
   */
  private static Optional<String> currency(List<Meaning> parts, List<List<Meaning>> places) {
    List<List<Meaning>> codes =
        places.stream()
            .filter(place -> place.stream().allMatch(each -> each.kind() == Meaning.Kind.CODE))
            .filter(place -> tells(place, parts))
            .toList();
    return codes.stream()
        .filter(place -> place.stream().anyMatch(Meaning::isOfRows))
        .findFirst()
        .or(() -> codes.stream().findFirst())
        .map(Queries::joined);
  }

  private static boolean tells(List<Meaning> codes, List<Meaning> parts) {
    return IntStream.range(0, parts.size())
        .allMatch(
            i ->
                parts.get(i).kind() == Meaning.Kind.CONSTANT
                    || parts.get(i).of().equals(codes.get(i).of()));
  }

  private static String joined(List<Meaning> parts) {
    return parts.stream().map(Meaning::of).distinct().collect(Collectors.joining("|"));
  }

  private void read(
      JsonNode from, Map<String, Map<String, Meaning>> named, List<Relation> relations) {
    String alias = from.path("alias").asText();
    switch (from.path("type").asText()) {
      case "JOIN" -> {
        int first = relations.size();
        read(from.path("left"), named, relations);
        int found = relations.size();
        read(from.path("right"), named, relations);
        if (FINDS.contains(from.path("join_type").asText())) {
          List<Relation> both = relations.subList(first, relations.size());
          List<Relation> lookedUp =
              new Scope(both, Set.of()).lookedUp(from.path("condition"), found - first);
          both.clear();
          relations.addAll(lookedUp);
        }
      }
      case "BASE_TABLE" -> {
        String schema = from.path("schema_name").asText();
        String table = from.path("table_name").asText();
        Map<String, Meaning> columns =
            schema.isEmpty() ? named.getOrDefault(table, Map.of()) : dataset(schema + "." + table);
        relations.add(new Relation(alias.isEmpty() ? table : alias, placed(columns)));
      }
      case "SUBQUERY" ->
          relations.add(new Relation(alias, placed(columns(from.at("/subquery/node"), named))));
      default -> relations.add(new Relation(alias, Map.of()));
    }
  }

  private Map<String, Meaning> dataset(String name) {
    MeasuredDataset dataset = datasets.get(name);
    if (dataset == null) {
      return Map.of();
    }
    Set<String> codes = new HashSet<>();
    dataset
        .schema()
        .columns()
        .forEach(each -> each.unit().currencyColumns().map(FoldedName::of).forEach(codes::add));
    Map<String, Meaning> columns = new LinkedHashMap<>();
    for (Column column : dataset.schema().columns()) {
      Unit unit = column.unit();
      String folded = FoldedName.of(column.name());
      String of = currency(name, unit.currencyColumn(), unit.of());
      columns.put(
          folded,
          switch (unit.kind()) {
            case MONEY -> Meaning.money(of);
            case CENTS -> new Meaning(Meaning.Kind.CENTS, of);
            case RATE -> Meaning.rate(of, currency(name, unit.pricedInColumn(), unit.to()));
            case CODE -> new Meaning(Meaning.Kind.CODE, Unit.TENANT);
            case NAMED -> new Meaning(Meaning.Kind.NAMED, of);
            case NONE ->
                column.name().equals(dataset.tenantColumn())
                    ? new Meaning(Meaning.Kind.CODE, Unit.TENANT)
                    : codes.contains(folded)
                        ? new Meaning(Meaning.Kind.CODE, name + "." + folded)
                        : Meaning.UNKNOWN;
          });
    }
    return columns;
  }

  private static String currency(String dataset, Optional<String> column, String otherwise) {
    return column.map(code -> dataset + "." + FoldedName.of(code)).orElse(otherwise);
  }

  /** The same dataset read twice gives two rows, with a currency each. */
  Map<String, Meaning> placed(Map<String, Meaning> columns) {
    places++;
    Map<String, Meaning> placed = new LinkedHashMap<>();
    columns.forEach((name, meaning) -> placed.put(name, meaning.placed("#" + places)));
    return placed;
  }

  /** What a query in an expression gives. */
  Optional<Meaning> value(JsonNode subquery, Map<String, Map<String, Meaning>> named) {
    return placed(columns(subquery.path("node"), named)).values().stream().findFirst();
  }

  /** Something that a query reads, under its name there. */
  record Relation(String alias, Map<String, Meaning> columns) {}
}
