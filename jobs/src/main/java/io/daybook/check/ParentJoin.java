package io.daybook.check;

import io.daybook.fact.TenantColumns;
import io.daybook.schema.DataType;
import io.daybook.source.PolymorphicRelation;
import io.daybook.source.Relation;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.sql.Quoted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a query finds the parents of references, and what it can tell of each.
 *
 * @param joins SQL of the joins
 * @param conditions SQL of what a count looks for, by the count's name: {@code orphaned}, {@code
 *     cross_tenant}, {@code deleted_parent} and, where rows name their parent table, {@code
 *     unmapped_type}
 */
record ParentJoin(String joins, Map<String, String> conditions) {
  /**
   * SQL of a reference.
   *
   * @param key the key that it names
   * @param type the parent table that it names; empty where that is always the same
   * @param tenant whose row it stands in; empty where that is nobody's
   * @param isText whether the key is the text of one that the parent stores otherwise
   */
  record Reference(String key, String type, Optional<String> tenant, boolean isText) {
    /** What it is compared with. */
    private String key(SourceTable parent, String alias, List<String> columns) {
      return isText
          ? TenantColumns.text(parent, alias, columns)
          : Quoted.column(alias, columns.get(0));
    }
  }

  /**
   * SQL of a reference's key, and whether it is the text of what the parents store otherwise, as it
   * is of several columns.
   */
  record Key(String sql, boolean isText) {
    private static Key of(SourceTable child, List<String> columns, boolean isText) {
      return new Key(
          isText
              ? TenantColumns.text(child, "child", columns)
              : Quoted.column("child", columns.get(0)),
          isText);
    }

    static Key of(SourceModel model, SourceTable child, Relation relation) {
      SourceTable parent = model.table(relation.parent()).orElseThrow();
      List<String> columns = relation.columns();
      boolean isAlike =
          columns.size() == 1
              && TenantColumns.isAlike(
                  child, columns.get(0), parent, relation.parentColumns().get(0));
      return of(child, columns, !isAlike);
    }

    /** The parents' keys may be of several types; then all are compared as texts. */
    static Key of(SourceModel model, SourceTable child, PolymorphicRelation relation) {
      String column = relation.column();
      boolean isKey = child.column(column).orElseThrow().type().equals(DataType.UUID);
      boolean isAlike =
          relation.parents().values().stream()
              .map(parent -> model.table(parent).orElseThrow())
              .allMatch(
                  parent ->
                      TenantColumns.isAlike(
                          child, column, parent, parent.keyBesideTenant().get(0)));
      return of(child, List.of(column), !isKey || !isAlike);
    }
  }

  /** To columns of one parent. */
  static ParentJoin of(
      SourceModel model,
      TenantColumns tenants,
      String parent,
      List<String> columns,
      Reference reference) {
    SourceTable table = model.table(parent).orElseThrow();
    boolean unique = Set.copyOf(table.key()).equals(Set.copyOf(columns));
    boolean scoped = reference.tenant().isPresent() && hasOwner(model, table);
    return unique && !isLookedUp(table)
        ? unique(tenants, table, columns, reference, scoped)
        : shared(tenants, table, columns, reference, scoped);
  }

  private static boolean isLookedUp(SourceTable table) {
    return TenantColumns.own(table).isEmpty() && !TenantColumns.isGlobal(table);
  }

  /** Whether rows of the table are one tenant's each; the tenants themselves are everybody's. */
  private static boolean hasOwner(SourceModel model, SourceTable table) {
    return !TenantColumns.isGlobal(table) && !table.name().equals(model.tenants().table());
  }

  /** A key that the source itself keeps unique finds one parent, whoever's it is. */
  private static ParentJoin unique(
      TenantColumns tenants,
      SourceTable parent,
      List<String> columns,
      Reference reference,
      boolean scoped) {
    String key = reference.key(parent, "parent", columns);
    String found = key + " is not null";
    String same =
        scoped
            ? tenants.of(parent, "parent")
                + " is not distinct from "
                + reference.tenant().orElseThrow()
            : "true";
    return new ParentJoin(
        "left join %s as parent\n    on %s = %s"
            .formatted(TenantColumns.raw(parent), key, reference.key()),
        conditions(
            reference.key() + " is not null and " + key + " is null",
            found + " and not (" + same + ")",
            found + " and " + same + " and " + deleted(parent, "parent")));
  }

  /** A key that several tenants may use is looked up once by tenant and key, once by key alone. */
  private static ParentJoin shared(
      TenantColumns tenants,
      SourceTable parent,
      List<String> columns,
      Reference reference,
      boolean scoped) {
    String key = reference.key(parent, "keyed", columns);
    String deleted = "bool_and(" + deleted(parent, "keyed") + ")";
    String joins =
        """
        left join (
            select %1$s as key_value, %2$s as is_deleted
            from %3$s as keyed
            group by %1$s
        ) as anywhere
            on anywhere.key_value = %4$s"""
            .formatted(key, deleted, TenantColumns.raw(parent), reference.key());
    String there = "anywhere";
    if (scoped) {
      there = "there";
      joins +=
          """

          left join (
              select %1$s as tenant, %2$s as key_value, %3$s as is_deleted
              from %4$s as keyed
              %5$sgroup by %1$s, %2$s
          ) as there
              on there.tenant = %6$s
              and there.key_value = %7$s"""
              .formatted(
                  tenants.of(parent, "keyed"),
                  key,
                  deleted,
                  TenantColumns.raw(parent),
                  tenants
                      .join(parent, "keyed")
                      .map(join -> join.replace("\n", "\n    ") + "\n    ")
                      .orElse(""),
                  reference.tenant().orElseThrow(),
                  reference.key());
    }
    return new ParentJoin(
        joins,
        conditions(
            reference.key() + " is not null and anywhere.key_value is null",
            "anywhere.key_value is not null and " + there + ".key_value is null",
            there + ".is_deleted"));
  }

  /**
   * To the key of the table that each row names. All parents are one lookup by type and key; each
   * row looks once, whatever it names.
   */
  static ParentJoin byType(
      SourceModel model, TenantColumns tenants, PolymorphicRelation relation, Reference reference) {
    String candidates =
        relation.parents().entrySet().stream()
            .map(
                each ->
                    candidates(
                        model,
                        tenants,
                        reference,
                        each.getKey(),
                        model.table(each.getValue()).orElseThrow()))
            .collect(Collectors.joining("\n    union all\n    "));
    boolean unique =
        relation.parents().values().stream()
            .allMatch(parent -> model.table(parent).orElseThrow().key().size() == 1);
    Found found =
        unique ? uniqueByType(candidates, reference) : sharedByType(candidates, reference);
    String named = reference.key() + " is not null";
    String mapped =
        "coalesce(%s in (%s), false)"
            .formatted(reference.type(), Quoted.texts(relation.parents().keySet()));
    String there = "parent.key_value is not null";
    Map<String, String> conditions =
        conditions(
            named + " and " + mapped + " and not " + there,
            there + " and not " + found.isOwn(),
            there + " and " + found.isOwn() + " and " + found.isDeleted());
    conditions.put("unmapped_type", named + " and not " + mapped);
    return new ParentJoin(found.joins(), conditions);
  }

  /**
   * SQL of joins with {@code parent}, and of what they tell of one that is there.
   *
   * @param isOwn whether it is the row's tenant's, or everybody's
   */
  private record Found(String joins, String isOwn, String isDeleted) {}

  private static Found uniqueByType(String candidates, Reference reference) {
    return new Found(
        joinByType("\n    " + candidates, "parent", reference),
        reference
            .tenant()
            .map("(parent.is_shared or parent.tenant is not distinct from %s)"::formatted)
            .orElse("true"),
        "parent.is_deleted");
  }

  /** Keys that several tenants may use are looked up once by key alone, once by tenant and key. */
  private static Found sharedByType(String candidates, Reference reference) {
    String anywhere =
        joinByType(
            """

                select type_value, key_value, bool_or(is_shared) as is_shared,
                    bool_and(is_deleted) as is_deleted
                from (
                %s
                ) as candidates
                group by type_value, key_value"""
                .formatted(candidates),
            "parent",
            reference);
    if (reference.tenant().isEmpty()) {
      return new Found(anywhere, "true", "parent.is_deleted");
    }
    String own =
        joinByType(
            """

                select type_value, key_value, tenant, bool_and(is_deleted) as is_deleted
                from (
                %s
                ) as candidates
                group by type_value, key_value, tenant"""
                .formatted(candidates),
            "own_parent",
            reference);
    return new Found(
        anywhere + "\n" + own + "\n    and own_parent.tenant = " + reference.tenant().orElseThrow(),
        "(parent.is_shared or own_parent.key_value is not null)",
        "coalesce(own_parent.is_deleted, parent.is_deleted)");
  }

  private static String joinByType(String parents, String alias, Reference reference) {
    return "left join (%1$s\n) as %2$s\n    on %2$s.type_value = %3$s\n    and %2$s.key_value = %4$s"
        .formatted(parents, alias, reference.type(), reference.key());
  }

  /** The rows that one value of a type column may mean. */
  private static String candidates(
      SourceModel model,
      TenantColumns tenants,
      Reference reference,
      String value,
      SourceTable parent) {
    boolean owned = hasOwner(model, parent);
    return """
        select %s as type_value, %s as key_value, %s as tenant,
                %s as is_shared, %s as is_deleted
            from %s as keyed%s"""
        .formatted(
            Quoted.text(value),
            reference.key(parent, "keyed", parent.keyBesideTenant()),
            owned ? tenants.of(parent, "keyed") : "null",
            !owned,
            deleted(parent, "keyed"),
            TenantColumns.raw(parent),
            owned ? tenants.join(parent, "keyed").map(join -> " " + join).orElse("") : "");
  }

  private static String deleted(SourceTable parent, String alias) {
    return parent
        .deletedColumn()
        .map(column -> Quoted.column(alias, column) + " is not null")
        .orElse("false");
  }

  private static Map<String, String> conditions(
      String orphaned, String crossTenant, String deletedParent) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("orphaned", orphaned);
    conditions.put("cross_tenant", crossTenant);
    conditions.put("deleted_parent", deletedParent);
    return conditions;
  }
}
