package io.daybook.check;

import io.daybook.engine.Engine;
import io.daybook.fact.TenantColumns;
import io.daybook.schema.KeyForm;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts every relation of the FK map over the raw tables, the keys of each parent read once.
 * Nothing here blocks: orphans and references across tenants are the source's, and the facts leave
 * them unjoined.
 */
public final class Relations {
  private static final String PREFIX = "relations.";

  private Relations() {}

  /** The queries of {@link #count}, to be bound before a night needs them. */
  public static List<String> queries(SourceModel model) {
    return References.of(model, children(model), Map.of()).stream().map(References::query).toList();
  }

  /** Counts every relation of the model, in its order, and the rows of the tables first. */
  public static List<RelationCount> count(Engine engine, SourceModel model) {
    Map<String, Long> rows = new HashMap<>();
    List<SourceTable> children = children(model);
    if (!children.isEmpty()) {
      String query =
          IntStream.range(0, children.size())
              .mapToObj(
                  i ->
                      "select %d as child, count(*) as child_rows from %s"
                          .formatted(i, TenantColumns.raw(children.get(i))))
              .collect(Collectors.joining("\nunion all\n"));
      for (List<Object> row : engine.rows(query, KeyForm.STORED)) {
        rows.put(
            children.get(((Number) row.get(0)).intValue()).name(),
            ((Number) row.get(1)).longValue());
      }
    }
    return count(engine, model, rows);
  }

  /**
   * Counts every relation of the model, in its order. In a source most tables may be empty, and to
   * plan a scan costs an engine more than the few rows that it looks at.
   *
   * @param rows how many each table has, by name; the relations of one without a row are counted
   *     without a query
   */
  public static List<RelationCount> count(
      Engine engine, SourceModel model, Map<String, Long> rows) {
    List<SourceTable> full =
        children(model).stream().filter(table -> rows.getOrDefault(table.name(), 0L) > 0).toList();
    List<References> alike = References.of(model, full, rows);
    List<List<List<Object>>> results =
        engine.rows(alike.stream().map(References::query).toList(), KeyForm.STORED);
    Map<String, RelationCount> counts = new HashMap<>();
    for (int i = 0; i < alike.size(); i++) {
      alike.get(i).counts(results.get(i)).forEach(count -> counts.put(count.relation(), count));
    }
    return children(model).stream()
        .flatMap(table -> nothing(table).stream())
        .map(none -> counts.getOrDefault(none.relation(), none))
        .toList();
  }

  private static List<SourceTable> children(SourceModel model) {
    return model.tables().values().stream()
        .filter(table -> !table.relations().isEmpty() || !table.polymorphic().isEmpty())
        .toList();
  }

  private static List<RelationCount> nothing(SourceTable table) {
    List<RelationCount> counts = new ArrayList<>();
    for (Relation each : table.relations()) {
      counts.add(RelationCount.of(each.toString(), table.name(), each.parent(), 0));
    }
    for (PolymorphicRelation each : table.polymorphic()) {
      counts.add(RelationCount.of(each.toString(), table.name(), each.parent(), 0));
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
        checks.put(each.toString(), new RelationChecks(model, table).of(each));
      }
      for (PolymorphicRelation each : table.polymorphic()) {
        checks.put(each.toString(), new RelationChecks(model, table).of(each));
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
