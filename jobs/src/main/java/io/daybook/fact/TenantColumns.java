package io.daybook.fact;

import static java.util.Objects.requireNonNull;

import io.daybook.source.Relation;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.Tenancy;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How queries know the tenant of a row of a raw table: by a column of the row, or, where a child
 * has none, by a lookup over its parent. Collects the lookups that a query needs; one instance a
 * query.
 *
 * <p>A lookup holds a parent's key once at most. A key that two tenants share tells no tenant, so
 * its children are unassigned rather than counted twice.
 */
public final class TenantColumns {
  private final SourceModel model;
  private final String column;
  private final Map<String, String> lookups = new LinkedHashMap<>();

  public TenantColumns(SourceModel model) {
    this.model = requireNonNull(model, "model is null");
    this.column = name(model);
  }

  /**
   * Name of the tenant column in facts and marts: as most tables of the source call it, {@code
   * tenant_id} where none has one.
   */
  public static String name(SourceModel model) {
    Map<String, Long> uses =
        model.tables().values().stream()
            .filter(table -> !table.name().equals(model.tenants().table()))
            .flatMap(table -> own(table).stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return uses.entrySet().stream()
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse("tenant_id");
  }

  /** The tenant column of a table that has one. */
  public static Optional<String> own(SourceTable table) {
    return table.tenancy() instanceof Tenancy.Own own
        ? Optional.of(own.column())
        : Optional.empty();
  }

  /** Whether the table belongs to no tenant. */
  public static boolean isGlobal(SourceTable table) {
    return table.tenancy() instanceof Tenancy.Global;
  }

  /** Name of the tenant column in facts, marts and lookups. */
  public String column() {
    return column;
  }

  /**
   * SQL of the tenant of a row, as text or NULL. For a table without a tenant column the query must
   * also hold the join of {@link #join}.
   */
  public String of(SourceTable table, String alias) {
    if (table.tenancy() instanceof Tenancy.Via via) {
      return lookup(parent(table, via)) + "." + column;
    }
    return alias + "." + own(table).orElseThrow();
  }

  /** The join that {@link #of} needs, if it needs one. */
  public Optional<String> join(SourceTable table, String alias) {
    if (!(table.tenancy() instanceof Tenancy.Via via)) {
      return Optional.empty();
    }
    Relation relation = table.relation(via.relation()).orElseThrow();
    String lookup = lookup(parent(table, via));
    return Optional.of(
        "left join %s\n    on %s.%s = %s.%s"
            .formatted(lookup, lookup, relation.parentColumn(), alias, relation.column()));
  }

  /**
   * Name of the lookup from a table's key to its tenant; adds it to the query. Its columns are the
   * table's single key column and {@link #column}.
   */
  public String lookup(SourceTable table) {
    String name = table.name() + "_tenant";
    if (!lookups.containsKey(name)) {
      String key = key(table);
      String sql =
          """
          select
              %1$s.%2$s,
              min(%3$s) as %4$s
          from raw.%1$s as %1$s
          %5$sgroup by %1$s.%2$s
          having count(*) = 1"""
              .formatted(
                  table.name(),
                  key,
                  of(table, table.name()),
                  column,
                  join(table, table.name()).map(join -> join + "\n").orElse(""));
      lookups.put(name, sql);
    }
    return name;
  }

  /** The lookups as the head of the query, {@code with ... } and an empty line, or nothing. */
  public String with() {
    if (lookups.isEmpty()) {
      return "";
    }
    return lookups.entrySet().stream()
        .map(
            each -> each.getKey() + " as (\n    " + each.getValue().replace("\n", "\n    ") + "\n)")
        .collect(Collectors.joining(",\n\n", "with\n", "\n\n"));
  }

  private SourceTable parent(SourceTable table, Tenancy.Via via) {
    return model.table(table.relation(via.relation()).orElseThrow().parent()).orElseThrow();
  }

  /** The key column beside the tenant. */
  private static String key(SourceTable table) {
    return table.key().stream()
        .filter(each -> !Optional.of(each).equals(own(table)) || table.key().size() == 1)
        .findFirst()
        .orElseThrow();
  }
}
