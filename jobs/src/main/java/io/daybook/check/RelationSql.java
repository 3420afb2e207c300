package io.daybook.check;

import io.daybook.fact.TenantColumns;
import io.daybook.source.Relation;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the query that counts all relations of one child in one scan of it. */
final class RelationSql {
  private final SourceModel model;
  private final SourceTable child;
  private final TenantColumns tenants;
  private final List<String> joins = new ArrayList<>();
  private final List<String> counts = new ArrayList<>(List.of("count(*) as child_rows"));

  RelationSql(SourceModel model, SourceTable child) {
    this.model = model;
    this.child = child;
    this.tenants = new TenantColumns(model);
  }

  String query() {
    tenants.join(child, "child").ifPresent(joins::add);
    for (int i = 0; i < child.relations().size(); i++) {
      count(child.relations().get(i), i);
    }
    String scan =
        "select\n    %s\nfrom raw.%s as child\n%s"
            .formatted(String.join(",\n    ", counts), child.name(), String.join("\n", joins));
    return unfold(tenants.with() + scan);
  }

  private void count(Relation relation, int index) {
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
    String reference = "child." + relation.column();
    String alias = "parent_" + index;
    String key = alias + "." + relation.parentColumn();
    joins.add(
        "left join raw.%s as %s\n    on %s = %s".formatted(parent.name(), alias, key, reference));
    boolean scoped = hasTenant(child) && hasTenant(parent) && !isTenantTable(parent);
    String same =
        scoped
            ? tenants.of(parent, alias) + " is not distinct from " + tenants.of(child, "child")
            : "true";
    String deleted =
        parent.deletedColumn().map(column -> alias + "." + column + " is not null").orElse("false");
    counts.add("count(" + reference + ") as referenced_" + index);
    count(reference + " is not null and " + key + " is null", "orphaned_" + index);
    count(key + " is not null and not (" + same + ")", "cross_tenant_" + index);
    count(key + " is not null and " + same + " and " + deleted, "deleted_parent_" + index);
  }

  private void count(String condition, String name) {
    counts.add("count(*) filter (where " + condition + ") as " + name);
  }

  /** A key that several tenants may use is looked up once by tenant and key, once by key alone. */
  private void countShared(Relation relation, SourceTable parent, int index) {
    String reference = "child." + relation.column();
    String anywhere = "anywhere_" + index;
    String deleted =
        parent
            .deletedColumn()
            .map(column -> "bool_and(parent." + column + " is not null)")
            .orElse("false");
    String key = relation.parentColumn();
    joins.add(
        """
        left join (
            select parent.%1$s as key_value, %2$s as is_deleted
            from raw.%3$s as parent
            group by parent.%1$s
        ) as %4$s
            on %4$s.key_value = %5$s"""
            .formatted(key, deleted, parent.name(), anywhere, reference));
    String there = anywhere;
    if (hasTenant(child) && hasTenant(parent) && !isTenantTable(parent)) {
      there = "there_" + index;
      joins.add(
          """
          left join (
              select %1$s as tenant, parent.%2$s as key_value, %3$s as is_deleted
              from raw.%4$s as parent
              %5$sgroup by %1$s, parent.%2$s
          ) as %6$s
              on %6$s.tenant = %7$s
              and %6$s.key_value = %8$s"""
              .formatted(
                  tenants.of(parent, "parent"),
                  key,
                  deleted,
                  parent.name(),
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

  private boolean isTenantTable(SourceTable table) {
    return table.name().equals(model.tenants().table());
  }

  private static boolean hasTenant(SourceTable table) {
    return !TenantColumns.isGlobal(table);
  }

  /** One row of all counts becomes a row a relation, without another scan. */
  private String unfold(String scan) {
    String numbers =
        IntStream.range(0, child.relations().size())
            .mapToObj(index -> "select " + index + " as number")
            .collect(Collectors.joining(" union all "));
    return """
        select
            %s as relation,
            '%s' as child,
            %s as parent,
            counts.child_rows,
            %s as referenced,
            %s as orphaned,
            %s as cross_tenant,
            %s as deleted_parent
        from (
        %s
        ) as counts
        cross join (%s) as relations"""
        .formatted(
            ofEach(index -> "'" + child.relations().get(index) + "'"),
            child.name(),
            ofEach(index -> "'" + child.relations().get(index).parent() + "'"),
            ofEach(index -> "counts.referenced_" + index),
            ofEach(index -> "counts.orphaned_" + index),
            ofEach(index -> "counts.cross_tenant_" + index),
            ofEach(index -> "counts.deleted_parent_" + index),
            scan,
            numbers);
  }

  private String ofEach(IntFunction<String> value) {
    return IntStream.range(0, child.relations().size())
        .mapToObj(index -> "when " + index + " then " + value.apply(index))
        .collect(Collectors.joining(" ", "case relations.number ", " end"));
  }
}
