package io.daybook.check;

import io.daybook.fact.TenantColumns;
import io.daybook.source.PolymorphicRelation;
import io.daybook.source.Relation;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.sql.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * References of several tables that are looked up alike. One query counts them all: the keys of
 * their parents are read and hashed once, however many name them. A query a child would do both
 * once a relation, and an engine would plan ten joins at a time (decision 0021).
 */
final class References {
  /** So many times as many rows as their parent has: then most of them say the same. */
  private static final long MANY = 100;

  /** What a column of a key is called, before its place. */
  private static final String KEY = "key_";

  private final TenantColumns tenants;
  private final ParentJoin parent;
  private final List<RelationCount> relations = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();

  /** The columns that each of the rows has, but for its relation. */
  private final String columns;

  private final long parentRows;
  private long childRows;

  private References(
      SourceModel model,
      boolean isGlobal,
      List<ParentJoin.Key> keys,
      boolean isTyped,
      long parentRows,
      BiFunction<TenantColumns, ParentJoin.Reference, ParentJoin> parent) {
    this.tenants = new TenantColumns(model);
    this.parentRows = parentRows;
    this.columns =
        IntStream.range(0, keys.size()).mapToObj(i -> KEY + i).collect(Collectors.joining(", "))
            + (isTyped ? ", type_value" : "")
            + (isGlobal ? "" : ", tenant");
    Optional<String> tenant = isGlobal ? Optional.empty() : Optional.of("named.tenant");
    this.parent =
        parent.apply(
            tenants,
            new ParentJoin.Reference(
                IntStream.range(0, keys.size())
                    .mapToObj(i -> keys.get(i).called("named." + KEY + i))
                    .toList(),
                "named.type_value",
                tenant));
  }

  /**
   * All references of these tables.
   *
   * @param rows how many each of them has, by name
   */
  static List<References> of(
      SourceModel model, List<SourceTable> children, Map<String, Long> rows) {
    Map<List<?>, References> alike = new LinkedHashMap<>();
    for (SourceTable child : children) {
      long childRows = rows.getOrDefault(child.name(), 0L);
      boolean isGlobal = TenantColumns.isGlobal(child);
      for (Relation each : child.relations()) {
        List<ParentJoin.Key> keys = ParentJoin.Key.of(model, child, each);
        alike
            .computeIfAbsent(
                List.of(
                    each.parent(),
                    each.parentColumns(),
                    each.columns().stream()
                        .map(column -> child.column(column).orElseThrow().type())
                        .toList(),
                    isGlobal),
                group ->
                    new References(
                        model,
                        isGlobal,
                        keys,
                        false,
                        rows.getOrDefault(each.parent(), 0L),
                        (tenants, reference) ->
                            ParentJoin.of(
                                model, tenants, each.parent(), each.parentColumns(), reference)))
            .add(
                child,
                RelationCount.of(each.toString(), child.name(), each.parent(), childRows),
                each.columns(),
                keys,
                "");
      }
      for (PolymorphicRelation each : child.polymorphic()) {
        ParentJoin.Key key = ParentJoin.Key.of(model, child, each);
        alike
            .computeIfAbsent(
                List.of(each.parents(), key.isText(), isGlobal),
                group ->
                    new References(
                        model,
                        isGlobal,
                        List.of(key),
                        true,
                        each.parents().values().stream()
                            .mapToLong(parent -> rows.getOrDefault(parent, 0L))
                            .sum(),
                        (tenants, reference) -> ParentJoin.byType(model, tenants, each, reference)))
            .add(
                child,
                RelationCount.of(each.toString(), child.name(), each.parent(), childRows),
                List.of(each.column()),
                List.of(key),
                ", " + ParentJoin.type(child, each) + " as type_value");
      }
    }
    return List.copyOf(alike.values());
  }

  /**
   * Most columns of references are NULL in most rows, and some in all: nothing is read of those.
   */
  private void add(
      SourceTable child,
      RelationCount relation,
      List<String> references,
      List<ParentJoin.Key> keys,
      String type) {
    String tenant =
        TenantColumns.isGlobal(child) ? "" : ", " + tenants.of(child, "child") + " as tenant";
    rows.add(
        "select %s%s%s from %s as child%s where %s is not null"
            .formatted(
                IntStream.range(0, keys.size())
                    .mapToObj(i -> keys.get(i).sql() + " as " + KEY + i)
                    .collect(Collectors.joining(", ")),
                type,
                tenant,
                TenantColumns.raw(child),
                tenants.join(child, "child").map(join -> "\n    " + join).orElse(""),
                references.stream()
                    .map(column -> Quoted.column("child", column))
                    .collect(Collectors.joining(" is not null and "))));
    relations.add(relation);
    childRows += relation.rows();
  }

  /** A row for each relation that refers to anything: its number and what its references hold. */
  String query() {
    boolean isGrouped = parentRows * MANY < childRows;
    String counts =
        Stream.of("orphaned", "cross_tenant", "deleted_parent", "unmapped_type")
            .map(name -> count(name, isGrouped) + " as " + name)
            .collect(Collectors.joining(",\n    "));
    return """
        %sselect
            named.relation,
            %s as referenced,
            %s
        from (
            %s
        ) as named
        %s
        group by named.relation"""
        .formatted(
            tenants.with(),
            isGrouped ? "sum(named.times)" : "count(*)",
            counts,
            IntStream.range(0, rows.size())
                .mapToObj(relation -> named(relation, isGrouped))
                .collect(Collectors.joining("\n    union all\n    ")),
            parent.joins());
  }

  private String named(int relation, boolean isGrouped) {
    return isGrouped
        ? "select %1$d as relation, %2$s, count(*) as times from (%3$s) as each_row group by %2$s"
            .formatted(relation, columns, rows.get(relation))
        : "select %d as relation, %s from (%s) as each_row"
            .formatted(relation, columns, rows.get(relation));
  }

  private String count(String name, boolean isGrouped) {
    return Optional.ofNullable(parent.conditions().get(name))
        .map(
            (isGrouped
                    ? "coalesce(sum(named.times) filter (where %s), 0)"
                    : "count(*) filter (where %s)")
                ::formatted)
        .orElse("0");
  }

  /** The counts of all of these relations, by what {@link #query} gave. */
  List<RelationCount> counts(List<List<Object>> results) {
    List<RelationCount> counts = new ArrayList<>(relations);
    for (List<Object> row : results) {
      List<Long> numbers = row.stream().map(value -> ((Number) value).longValue()).toList();
      int relation = numbers.get(0).intValue();
      counts.set(relation, relations.get(relation).counted(numbers));
    }
    return counts;
  }
}
