package io.daybook.check;

import static java.util.Comparator.comparingInt;

import io.daybook.engine.Engine;
import io.daybook.source.PolymorphicRelation;
import io.daybook.source.Relation;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.warehouse.CheckOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts every relation of the FK map over the raw tables, all relations of a child in one scan.
 * Nothing here blocks: orphans and references across tenants are the source's, and the facts leave
 * them unjoined.
 */
public final class Relations {
  private static final int CHILDREN_PER_QUERY = 4;

  private static final String PREFIX = "relations.";

  private Relations() {}

  /** One query a child table; their rows are {@link RelationCount#schema}. */
  public static List<String> queries(SourceModel model) {
    return children(model).stream().map(table -> new RelationSql(model, table).query()).toList();
  }

  /** Runs the queries, several in one. */
  public static List<RelationCount> count(Engine engine, SourceModel model) {
    return count(engine, model, Set.of());
  }

  /**
   * Runs the queries, several in one. In a source most tables may be empty, and a query costs an
   * engine more than the few rows it looks at.
   *
   * @param empty tables without a row; their relations are counted without a query
   */
  public static List<RelationCount> count(Engine engine, SourceModel model, Set<String> empty) {
    Map<String, List<RelationCount>> counts = new HashMap<>();
    List<String> queries = new ArrayList<>();
    for (SourceTable table : children(model)) {
      if (empty.contains(table.name())) {
        counts.put(table.name(), nothing(table));
      } else {
        queries.add(new RelationSql(model, table).query());
      }
    }
    for (int start = 0; start < queries.size(); start += CHILDREN_PER_QUERY) {
      int end = Math.min(queries.size(), start + CHILDREN_PER_QUERY);
      String query =
          queries.subList(start, end).stream()
              .map(each -> "select * from (\n" + each + "\n) as counted")
              .collect(Collectors.joining("\nunion all\n"));
      for (List<Object> row : engine.rows(query)) {
        RelationCount count = RelationCount.of(row);
        counts.computeIfAbsent(count.child(), child -> new ArrayList<>()).add(count);
      }
    }
    return children(model).stream()
        .flatMap(table -> inOrder(table, counts.get(table.name())))
        .toList();
  }

  /** In the order of the model: an engine gives the parts of a union in any. */
  private static Stream<RelationCount> inOrder(SourceTable table, List<RelationCount> counts) {
    List<String> order = nothing(table).stream().map(RelationCount::relation).toList();
    return counts.stream().sorted(comparingInt(count -> order.indexOf(count.relation())));
  }

  private static List<SourceTable> children(SourceModel model) {
    return model.tables().values().stream()
        .filter(table -> !table.relations().isEmpty() || !table.polymorphic().isEmpty())
        .toList();
  }

  private static List<RelationCount> nothing(SourceTable table) {
    List<RelationCount> counts = new ArrayList<>();
    for (Relation each : table.relations()) {
      counts.add(RelationCount.ofNoRow(each.toString(), table.name(), each.parent()));
    }
    for (PolymorphicRelation each : table.polymorphic()) {
      counts.add(RelationCount.ofNoRow(each.toString(), table.name(), each.parent()));
    }
    return counts;
  }

  /**
   * What is wrong with the references of every relation, as checks that only count. They look at
   * the rows of one relation at a time: for those that found something, and for people.
   */
  public static List<Check> checks(SourceModel model) {
    return byRelation(model).values().stream().flatMap(List::stream).toList();
  }

  /** What these checks found according to the counts, without keys. */
  public static List<CheckResult> results(SourceModel model, List<RelationCount> counts) {
    Map<String, List<Check>> checks = byRelation(model);
    List<CheckResult> results = new ArrayList<>();
    for (RelationCount count : counts) {
      for (Check check : checks.get(count.relation())) {
        results.add(
            new CheckResult(check, RelationAnomaly.of(check.name()).rows(count), List.of()));
      }
    }
    return results;
  }

  private static Map<String, List<Check>> byRelation(SourceModel model) {
    Map<String, List<Check>> checks = new LinkedHashMap<>();
    for (SourceTable table : children(model)) {
      for (Relation each : table.relations()) {
        checks.put(each.toString(), RelationSql.checks(model, table, each));
      }
      for (PolymorphicRelation each : table.polymorphic()) {
        checks.put(each.toString(), RelationSql.checks(model, table, each));
      }
    }
    return checks;
  }

  /** {@code relations.orders.customer_id.orphaned}. */
  static String name(String relation, RelationAnomaly anomaly) {
    return PREFIX + relation.replaceAll(" -> .*", "") + "." + anomaly.text();
  }

  /** Whether a check counts references into another tenant. */
  static boolean isCrossTenant(String check) {
    return check.startsWith(PREFIX) && check.endsWith("." + RelationAnomaly.CROSS_TENANT.text());
  }

  /** Rows whose reference is another tenant's, of all relations. */
  public static long crossTenant(List<CheckOutcome> outcomes) {
    return outcomes.stream()
        .filter(each -> isCrossTenant(each.check()))
        .mapToLong(CheckOutcome::findings)
        .sum();
  }
}
