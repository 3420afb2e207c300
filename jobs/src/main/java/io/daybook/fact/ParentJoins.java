package io.daybook.fact;

import io.daybook.fact.FactDefinition.ParentPath;
import io.daybook.source.Relation;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.sql.PlainWord;
import io.daybook.sql.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The parents of one fact and how they are joined: each on tenant and key, so that it finds one row
 * at most. A parent's alias is {@code to_} and its path's name, a word of ours that no table has
 * and no engine reserves.
 */
final class ParentJoins {
  private final FactDefinition fact;
  private final SourceModel model;
  private final TenantColumns tenants;

  /** Aliases of the joined parents by the way to them. */
  private final Map<List<Relation>, String> aliases = new LinkedHashMap<>();

  ParentJoins(FactDefinition fact, SourceModel model, TenantColumns tenants) {
    this.fact = fact;
    this.model = model;
    this.tenants = tenants;
    Map<List<Relation>, String> names = new LinkedHashMap<>();
    for (ParentPath path : fact.paths()) {
      for (int length = 1; length < path.steps().size(); length++) {
        List<Relation> steps = path.steps().subList(0, length);
        names.putIfAbsent(steps, String.join("_", steps.stream().map(Relation::name).toList()));
      }
    }
    fact.paths().forEach(path -> names.put(path.steps(), path.name()));
    names.forEach((steps, name) -> aliases.put(steps, unused("to_" + PlainWord.of(name))));
  }

  private String unused(String alias) {
    return aliases.containsValue(alias) ? unused(alias + "_") : alias;
  }

  String alias(ParentPath path) {
    return aliases.get(path.steps());
  }

  /** The parents' tables. */
  Stream<SourceTable> tables() {
    return aliases.keySet().stream().map(this::parent);
  }

  List<String> joins() {
    return aliases.keySet().stream()
        .filter(steps -> !isJoinedWithin(steps))
        .flatMap(steps -> joinsOf(steps).stream())
        .toList();
  }

  private static Relation last(List<Relation> steps) {
    return steps.get(steps.size() - 1);
  }

  private SourceTable parent(List<Relation> steps) {
    return model.table(last(steps).parent()).orElseThrow();
  }

  /**
   * Whether a parent's parent is found by columns of the parent alone. They are then joined with
   * each other first: a base has several rows a parent, each wider than a parent's.
   */
  private boolean isJoinedWithin(List<Relation> steps) {
    return steps.size() > 1
        && TenantColumns.own(model.table(last(steps).table()).orElseThrow()).isPresent();
  }

  private String joined(List<Relation> steps) {
    String table = TenantColumns.raw(parent(steps)) + " as " + aliases.get(steps);
    List<String> inner = new ArrayList<>();
    for (List<Relation> other : aliases.keySet()) {
      boolean isNext =
          other.size() == steps.size() + 1 && other.subList(0, steps.size()).equals(steps);
      if (isNext && isJoinedWithin(other)) {
        inner.addAll(joinsOf(other));
      }
    }
    return inner.isEmpty()
        ? table
        : "(\n" + (table + '\n' + String.join("\n", inner)).indent(4) + ")";
  }

  private List<String> joinsOf(List<Relation> steps) {
    String alias = aliases.get(steps);
    Relation relation = last(steps);
    SourceTable parent = parent(steps);
    String child =
        steps.size() == 1 ? FactSql.BASE : aliases.get(steps.subList(0, steps.size() - 1));
    SourceTable childTable = model.table(relation.table()).orElseThrow();
    UnaryOperator<String> refers =
        found -> TenantColumns.refers(childTable, child, relation, parent, found);
    if (TenantColumns.isGlobal(parent)) {
      return List.of(join(joined(steps), refers.apply(alias)));
    }
    String tenant =
        TenantColumns.own(childTable).isPresent()
            ? tenants.of(childTable, child)
            : tenants.of(fact.base(), FactSql.BASE);
    if (TenantColumns.own(parent).isPresent()) {
      return List.of(
          join(joined(steps), tenants.of(parent, alias) + " = " + tenant, refers.apply(alias)));
    }
    // The parent has no tenant column: its lookup decides, then its row is found by key alone.
    String scope = "scope_" + alias;
    return List.of(
        join(
            tenants.lookup(parent) + " as " + scope,
            Quoted.column(scope, tenants.column()) + " = " + tenant,
            refers.apply(scope)),
        join(
            joined(steps),
            relation.parentColumns().stream()
                .map(key -> Quoted.column(alias, key) + " = " + Quoted.column(scope, key))
                .toArray(String[]::new)));
  }

  private static String join(String joined, String... conditions) {
    return "left join %s\n    on %s".formatted(joined, String.join("\n    and ", conditions));
  }
}
