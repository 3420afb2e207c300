package io.daybook.check;

import io.daybook.fact.TenantColumns;
import io.daybook.source.PolymorphicRelation;
import io.daybook.source.Relation;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.sql.Quoted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the query that counts all relations of one child in one scan of it. */
final class RelationSql {
  private final SourceModel model;
  private final SourceTable child;
  private final TenantColumns tenants;
  private final List<String> joins = new ArrayList<>();
  private final List<String> counts = new ArrayList<>(List.of("count(*) as child_rows"));

  /** What is counted, in the order of the numbers behind the names of the counts. */
  private final List<Counted> counted = new ArrayList<>();

  /** The condition of each count that has one, by the count's name. */
  private final Map<String, String> conditions = new HashMap<>();

  private record Counted(String relation, String parent) {}

  RelationSql(SourceModel model, SourceTable child) {
    this.model = model;
    this.child = child;
    this.tenants = new TenantColumns(model);
  }

  String query() {
    tenants.join(child, "child").ifPresent(joins::add);
    child.relations().forEach(this::count);
    child.polymorphic().forEach(this::countPolymorphic);
    String scan =
        "select\n    %s\nfrom %s as child\n%s"
            .formatted(
                String.join(",\n    ", counts), TenantColumns.raw(child), String.join("\n", joins));
    return unfold(tenants.with() + scan);
  }

  /** The rows behind the counts of one relation, as checks that only count. */
  static List<Check> checks(SourceModel model, SourceTable child, Relation relation) {
    RelationSql one = new RelationSql(model, child);
    one.tenants.join(child, "child").ifPresent(one.joins::add);
    one.count(relation);
    return one.checks(relation.toString(), relation.column());
  }

  /** The same of a relation whose rows name their parent table. */
  static List<Check> checks(SourceModel model, SourceTable child, PolymorphicRelation relation) {
    RelationSql one = new RelationSql(model, child);
    one.tenants.join(child, "child").ifPresent(one.joins::add);
    one.countPolymorphic(relation);
    return one.checks(relation.toString(), relation.column());
  }

  private List<Check> checks(String relation, String reference) {
    List<RelationAnomaly> anomalies =
        Arrays.stream(RelationAnomaly.values())
            .filter(each -> conditions.containsKey(each.text() + "_0"))
            .toList();
    List<String> keys = keys(reference);
    String columns =
        Stream.concat(
                keys.stream().map(key -> Quoted.column("child", key)),
                anomalies.stream()
                    .map(each -> conditions.get(each.text() + "_0") + " as is_" + each.text()))
            .collect(Collectors.joining(",\n    "));
    String from =
        "(\n%sselect\n    %s\nfrom %s as child\n%s\n)"
            .formatted(tenants.with(), columns, TenantColumns.raw(child), String.join("\n", joins));
    return anomalies.stream()
        .map(
            each ->
                new Check(
                    Relations.name(relation, each),
                    CheckKind.RELATION,
                    "raw." + child.name(),
                    each.meaning() + ": " + relation,
                    false,
                    from,
                    "is_" + each.text(),
                    keys))
        .toList();
  }

  /** What names a row of the child to a person. */
  private List<String> keys(String reference) {
    Set<String> keys = new LinkedHashSet<>();
    TenantColumns.own(child).ifPresent(keys::add);
    keys.addAll(child.key().isEmpty() ? List.of(reference) : child.key());
    return List.copyOf(keys);
  }

  private void count(Relation relation) {
    int index = counted.size();
    counted.add(new Counted(relation.toString(), relation.parent()));
    counts.add("0 as unmapped_type_" + index);
    SourceTable parent = model.table(relation.parent()).orElseThrow();
    boolean unique = parent.key().equals(List.of(relation.parentColumn()));
    if (unique && (TenantColumns.own(parent).isPresent() || TenantColumns.isGlobal(parent))) {
      countUnique(relation, parent, index);
    } else {
      countShared(relation, parent, index);
    }
  }

  /** A key that the source itself keeps unique finds one parent, whoever's it is. */
  private void countUnique(Relation relation, SourceTable parent, int index) {
    String reference = Quoted.column("child", relation.column());
    String alias = "parent_" + index;
    String key = Quoted.column(alias, relation.parentColumn());
    joins.add(
        "left join %s as %s\n    on %s = %s"
            .formatted(TenantColumns.raw(parent), alias, key, reference));
    boolean scoped = hasTenant(child) && hasTenant(parent) && !isTenantTable(parent);
    String same =
        scoped
            ? tenants.of(parent, alias) + " is not distinct from " + tenants.of(child, "child")
            : "true";
    counts.add("count(" + reference + ") as referenced_" + index);
    count(reference + " is not null and " + key + " is null", "orphaned_" + index);
    count(key + " is not null and not (" + same + ")", "cross_tenant_" + index);
    String deleted = deleted(parent, alias);
    count(key + " is not null and " + same + " and " + deleted, "deleted_parent_" + index);
  }

  private static String deleted(SourceTable parent, String alias) {
    return parent
        .deletedColumn()
        .map(column -> Quoted.column(alias, column) + " is not null")
        .orElse("false");
  }

  private void count(String condition, String name) {
    conditions.put(name, condition);
    counts.add("count(*) filter (where " + condition + ") as " + name);
  }

  /** A key that several tenants may use is looked up once by tenant and key, once by key alone. */
  private void countShared(Relation relation, SourceTable parent, int index) {
    String reference = Quoted.column("child", relation.column());
    String anywhere = "anywhere_" + index;
    String deleted = "bool_and(" + deleted(parent, "parent") + ")";
    String key = Quoted.column("parent", relation.parentColumn());
    joins.add(
        """
        left join (
            select %1$s as key_value, %2$s as is_deleted
            from %3$s as parent
            group by %1$s
        ) as %4$s
            on %4$s.key_value = %5$s"""
            .formatted(key, deleted, TenantColumns.raw(parent), anywhere, reference));
    String there = anywhere;
    if (hasTenant(child) && hasTenant(parent) && !isTenantTable(parent)) {
      there = "there_" + index;
      joins.add(
          """
          left join (
              select %1$s as tenant, %2$s as key_value, %3$s as is_deleted
              from %4$s as parent
              %5$sgroup by %1$s, %2$s
          ) as %6$s
              on %6$s.tenant = %7$s
              and %6$s.key_value = %8$s"""
              .formatted(
                  tenants.of(parent, "parent"),
                  key,
                  deleted,
                  TenantColumns.raw(parent),
                  tenants
                      .join(parent, "parent")
                      .map(join -> join.replace("\n", "\n    ") + "\n    ")
                      .orElse(""),
                  there,
                  tenants.of(child, "child"),
                  reference));
    }
    counts.add("count(" + reference + ") as referenced_" + index);
    count(reference + " is not null and " + anywhere + ".key_value is null", "orphaned_" + index);
    count(
        anywhere + ".key_value is not null and " + there + ".key_value is null",
        "cross_tenant_" + index);
    count(there + ".is_deleted", "deleted_parent_" + index);
  }

  /**
   * All parents are one lookup by type and key; each row looks once, whatever it names. Types and
   * keys are compared as texts, because the parents' keys may be of several types.
   */
  private void countPolymorphic(PolymorphicRelation relation) {
    int index = counted.size();
    counted.add(new Counted(relation.toString(), relation.parent()));
    String reference = TenantColumns.text(child, "child", relation.column());
    String type = TenantColumns.text(child, "child", relation.typeColumn());
    String there = "parent_" + index;
    joins.add(
        "left join (\n    %s\n) as %s\n    on %s.type_value = %s\n    and %s.key_value = %s"
            .formatted(
                relation.parents().entrySet().stream()
                    .map(each -> candidates(each.getKey(), each.getValue()))
                    .collect(Collectors.joining("\n    union all\n    ")),
                there,
                there,
                type,
                there,
                reference));
    String mapped =
        "coalesce(" + type + " in (" + Quoted.texts(relation.parents().keySet()) + "), false)";
    String found = there + ".key_value is not null";
    String same =
        hasTenant(child)
            ? "(%1$s.is_shared or %1$s.tenant is not distinct from %2$s)"
                .formatted(there, tenants.of(child, "child"))
            : "true";
    counts.add("count(" + reference + ") as referenced_" + index);
    count(reference + " is not null and not " + mapped, "unmapped_type_" + index);
    count(reference + " is not null and " + mapped + " and not " + found, "orphaned_" + index);
    count(found + " and not " + same, "cross_tenant_" + index);
    count(found + " and " + same + " and " + there + ".is_deleted", "deleted_parent_" + index);
  }

  /** The rows that one value of a type column may mean. */
  private String candidates(String value, String table) {
    SourceTable parent = model.table(table).orElseThrow();
    boolean shared = !hasTenant(parent) || isTenantTable(parent);
    return """
        select %s as type_value, %s as key_value, %s as tenant,
                %s as is_shared, %s as is_deleted
            from %s as parent%s"""
        .formatted(
            Quoted.text(value),
            TenantColumns.text(parent, "parent", parent.key().get(0)),
            shared ? "''" : tenants.of(parent, "parent"),
            shared,
            deleted(parent, "parent"),
            TenantColumns.raw(parent),
            shared ? "" : tenants.join(parent, "parent").map(join -> " " + join).orElse(""));
  }

  private boolean isTenantTable(SourceTable table) {
    return table.name().equals(model.tenants().table());
  }

  private static boolean hasTenant(SourceTable table) {
    return !TenantColumns.isGlobal(table);
  }

  /** One row of all counts becomes a row a relation, without another scan. */
  private String unfold(String scan) {
    String numbers =
        IntStream.range(0, counted.size())
            .mapToObj(index -> "select " + index + " as number")
            .collect(Collectors.joining(" union all "));
    return """
        select
            %s as relation,
            %s as child,
            %s as parent,
            counts.child_rows,
            %s as referenced,
            %s as orphaned,
            %s as cross_tenant,
            %s as deleted_parent,
            %s as unmapped_type
        from (
        %s
        ) as counts
        cross join (%s) as relations"""
        .formatted(
            ofEach(index -> Quoted.text(counted.get(index).relation())),
            Quoted.text(child.name()),
            ofEach(index -> Quoted.text(counted.get(index).parent())),
            ofEach(index -> "counts.referenced_" + index),
            ofEach(index -> "counts.orphaned_" + index),
            ofEach(index -> "counts.cross_tenant_" + index),
            ofEach(index -> "counts.deleted_parent_" + index),
            ofEach(index -> "counts.unmapped_type_" + index),
            scan,
            numbers);
  }

  private String ofEach(IntFunction<String> value) {
    return IntStream.range(0, counted.size())
        .mapToObj(index -> "when " + index + " then " + value.apply(index))
        .collect(Collectors.joining(" ", "case relations.number ", " end"));
  }
}
