package io.daybook.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.duckdb.SyntaxTrees;
import io.daybook.engine.SqlText;
import io.daybook.schema.Schema;
import io.daybook.sql.FoldedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Which columns of what a query reads the values of its own columns come from, told from its syntax
 * tree: those that an expression names, in its conditions too, through the queries inside. What
 * decides which rows there are, joins and conditions of the whole, is no column's origin; but of a
 * query inside an expression it decides the value.
 */
final class ColumnOrigins {
  /** A column of a dataset. */
  record Origin(String dataset, String column) {}

  /**
   * What a query gives.
   *
   * @param columns its columns in their order, and what each was made of
   * @param rows what decides which rows there are
   */
  private record Given(Map<String, Set<Origin>> columns, Set<Origin> rows) {
    static final Given NOTHING = new Given(Map.of(), Set.of());

    /** Under other names, as far as there are some. */
    Given named(List<String> names) {
      Map<String, Set<Origin>> named = new LinkedHashMap<>();
      List<String> own = List.copyOf(columns.keySet());
      for (int i = 0; i < Math.max(own.size(), names.size()); i++) {
        named.put(
            i < names.size() ? names.get(i) : own.get(i),
            i < own.size() ? columns.get(own.get(i)) : Set.of());
      }
      return new Given(named, rows);
    }

    /** Column by column with what another part of a union gives. */
    Given and(Given other) {
      Map<String, Set<Origin>> both = new LinkedHashMap<>();
      List<Set<Origin>> others = List.copyOf(other.columns.values());
      columns.forEach(
          (name, origins) -> {
            Set<Origin> all = new LinkedHashSet<>(origins);
            all.addAll(both.size() < others.size() ? others.get(both.size()) : Set.of());
            both.put(name, all);
          });
      Set<Origin> allRows = new LinkedHashSet<>(rows);
      allRows.addAll(other.rows);
      return new Given(both, allRows);
    }
  }

  /** What names mean in a select, and in those that it stands in. */
  private record Scope(Map<String, Given> relations, Optional<Scope> around) {
    Set<Origin> find(String alias, String column) {
      Set<Origin> found = new LinkedHashSet<>();
      boolean isThere = false;
      for (Map.Entry<String, Given> relation : relations.entrySet()) {
        if ((alias.isEmpty() || alias.equals(relation.getKey()))
            && relation.getValue().columns().containsKey(column)) {
          isThere = true;
          found.addAll(relation.getValue().columns().get(column));
        }
      }
      return isThere ? found : around.map(outer -> outer.find(alias, column)).orElse(Set.of());
    }
  }

  /** The parts of a select, beside what it reads from, that decide which rows it gives. */
  private static final List<String> DECIDING =
      List.of("where_clause", "group_expressions", "having", "qualify", "modifiers");

  private final Map<String, Given> datasets = new TreeMap<>();

  /**
   * Origins among these datasets.
   *
   * @param schemas by {@code facts.orders}
   */
  ColumnOrigins(Map<String, Schema> schemas) {
    schemas.forEach(
        (dataset, schema) -> {
          Map<String, Set<Origin>> columns = new LinkedHashMap<>();
          schema
              .names()
              .forEach(name -> columns.put(FoldedName.of(name), Set.of(new Origin(dataset, name))));
          datasets.put(FoldedName.of(dataset), new Given(columns, Set.of()));
        });
  }

  /**
   * The origins of a query's columns, by their names without their case; empty where it cannot be
   * read, or nests too deep to be followed.
   *
   * @param sql in the shared dialect, with its parameters
   */
  Optional<Map<String, Set<Origin>>> of(String sql, SyntaxTrees trees) {
    String bound = SqlText.folded(SqlText.bind(sql, parameter -> "null"));
    return trees.parse(bound).map(node -> given(node, Map.of(), Optional.empty()).columns());
  }

  private Given given(JsonNode node, Map<String, Given> known, Optional<Scope> around) {
    Map<String, Given> named = new TreeMap<>(known);
    for (JsonNode each : node.path("cte_map").path("map")) {
      JsonNode value = each.path("value");
      List<String> names = texts(value.path("aliases"));
      named.put(
          each.path("key").asText(), given(value.path("query_node"), named, around).named(names));
    }
    return switch (node.path("type").asText()) {
      case "SELECT_NODE" -> selected(node, named, around);
      case "SET_OPERATION_NODE" ->
          parts(node).stream()
              .map(part -> given(part, named, around))
              .reduce(Given::and)
              .orElse(Given.NOTHING);
      case "RECURSIVE_CTE_NODE" -> repeated(node, named, around);
      default -> Given.NOTHING;
    };
  }

  private static List<JsonNode> parts(JsonNode node) {
    return node.path("children").isEmpty()
        ? List.of(node.path("left"), node.path("right"))
        : StreamSupport.stream(node.path("children").spliterator(), false).toList();
  }

  /** Again and again, until a column has all that it can come from. */
  private Given repeated(JsonNode node, Map<String, Given> known, Optional<Scope> around) {
    List<String> names = texts(node.path("aliases"));
    Map<String, Given> named = new TreeMap<>(known);
    Given all = given(node.path("left"), named, around).named(names);
    Given before;
    do {
      before = all;
      named.put(node.path("cte_name").asText(), all);
      all = all.and(given(node.path("right"), named, around));
    } while (!all.equals(before));
    return all;
  }

  private Given selected(JsonNode node, Map<String, Given> named, Optional<Scope> around) {
    Scope scope = new Scope(new LinkedHashMap<>(), around);
    Set<Origin> rows = new LinkedHashSet<>();
    read(node.path("from_table"), named, scope, rows);
    DECIDING.forEach(each -> collect(node.path(each), named, scope, rows));
    Map<String, Set<Origin>> columns = new LinkedHashMap<>();
    for (JsonNode each : node.path("select_list")) {
      if (each.path("class").asText().equals("STAR")) {
        all(each, scope).forEach(columns::putIfAbsent);
      } else {
        Set<Origin> origins = new LinkedHashSet<>();
        collect(each, named, scope, origins);
        columns.put(name(each, columns.size()), origins);
      }
    }
    return new Given(columns, rows);
  }

  private static String name(JsonNode expression, int place) {
    String alias = expression.path("alias").asText();
    List<String> names = texts(expression.path("column_names"));
    String last = names.isEmpty() ? "column " + place : names.get(names.size() - 1);
    return alias.isEmpty() ? last : alias;
  }

  private static Map<String, Set<Origin>> all(JsonNode star, Scope scope) {
    String alias = star.path("relation_name").asText();
    List<String> without = texts(star.path("exclude_list"));
    Map<String, Set<Origin>> all = new LinkedHashMap<>();
    scope.relations().entrySet().stream()
        .filter(relation -> alias.isEmpty() || alias.equals(relation.getKey()))
        .forEach(relation -> relation.getValue().columns().forEach(all::putIfAbsent));
    without.forEach(all::remove);
    return all;
  }

  /** Adds what a select reads from, under its names there, and what decides its rows. */
  private void read(JsonNode from, Map<String, Given> named, Scope scope, Collection<Origin> rows) {
    String alias = from.path("alias").asText();
    List<String> names = texts(from.path("column_name_alias"));
    switch (from.path("type").asText()) {
      case "JOIN" -> {
        read(from.path("left"), named, scope, rows);
        read(from.path("right"), named, scope, rows);
        collect(from.path("condition"), named, scope, rows);
        texts(from.path("using_columns")).forEach(each -> rows.addAll(scope.find("", each)));
      }
      case "BASE_TABLE" -> {
        String schema = from.path("schema_name").asText();
        String table = from.path("table_name").asText();
        Given given =
            schema.isEmpty()
                ? named.getOrDefault(table, Given.NOTHING)
                : datasets.getOrDefault(schema + "." + table, Given.NOTHING);
        scope.relations().put(alias.isEmpty() ? table : alias, given.named(names));
        rows.addAll(given.rows());
      }
      case "SUBQUERY" -> {
        Given given = given(from.at("/subquery/node"), named, Optional.of(scope));
        scope.relations().put(alias, given.named(names));
        rows.addAll(given.rows());
      }
      default -> scope.relations().put(alias, Given.NOTHING.named(names));
    }
  }

  /** Adds what an expression names; of a query inside it, what that gives and what decides it. */
  private void collect(
      JsonNode node, Map<String, Given> named, Scope scope, Collection<Origin> origins) {
    if (node.path("class").asText().equals("COLUMN_REF")) {
      List<String> names = texts(node.path("column_names"));
      String alias = names.size() > 1 ? names.get(names.size() - 2) : "";
      origins.addAll(scope.find(alias, names.get(names.size() - 1)));
    } else if (node.path("type").asText().endsWith("_NODE")) {
      Given given = given(node, named, Optional.of(scope));
      given.columns().values().forEach(origins::addAll);
      origins.addAll(given.rows());
    } else {
      node.forEach(part -> collect(part, named, scope, origins));
    }
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
