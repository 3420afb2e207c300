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
import java.util.stream.IntStream;

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
   * @param keys the key that it names, column by column
   * @param type the word for the parent table that it names; empty where that is always the same
   * @param tenant whose row it stands in; empty where that is nobody's
   */
  record Reference(List<Key> keys, String type, Optional<String> tenant) {
    Reference {
      keys = List.copyOf(keys);
    }

    /** That all of it is said. */
    private String isSaid() {
      return keys.stream()
          .map(key -> key.sql() + " is not null")
          .collect(Collectors.joining(" and "));
    }

    /** The columns of a parent as they are compared with it. */
    private List<String> of(SourceTable parent, String alias, List<String> columns) {
      return IntStream.range(0, keys.size())
          .mapToObj(i -> keys.get(i).of(parent, alias, columns.get(i)))
          .toList();
    }

    /** That values are those that it names. */
    private String names(List<String> values) {
      return IntStream.range(0, keys.size())
          .mapToObj(i -> values.get(i) + " = " + keys.get(i).sql())
          .collect(Collectors.joining("\n    and "));
    }
  }

  /**
   * SQL of one column of a reference's key.
   *
   * @param isText whether it is the text of what the parents store otherwise
   */
  record Key(String sql, boolean isText) {
    /** As facts compare them, too. */
    static List<Key> of(SourceModel model, SourceTable child, Relation relation) {
      SourceTable parent = model.table(relation.parent()).orElseThrow();
      return IntStream.range(0, relation.columns().size())
          .mapToObj(
              i -> {
                String column = relation.columns().get(i);
                String key = relation.parentColumns().get(i);
                return of(child, column, !TenantColumns.isAlike(child, column, parent, key));
              })
          .toList();
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
      return of(child, column, !isKey || !isAlike);
    }

    private static Key of(SourceTable child, String column, boolean isText) {
      return new Key(sql(child, "child", column, isText), isText);
    }

    private static String sql(SourceTable table, String alias, String column, boolean isText) {
      return isText ? TenantColumns.text(table, alias, column) : Quoted.column(alias, column);
    }

    /** The same column, called so in a query over it. */
    Key called(String name) {
      return new Key(name, isText);
    }

    /** A parent's column as it is compared with this one. */
    private String of(SourceTable parent, String alias, String column) {
      return sql(parent, alias, column, isText);
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
    List<String> keys = reference.of(parent, "parent", columns);
    String found = keys.get(0) + " is not null";
    String same =
        scoped
            ? tenants.of(parent, "parent")
                + " is not distinct from "
                + reference.tenant().orElseThrow()
            : "true";
    return new ParentJoin(
        "left join %s as parent\n    on %s"
            .formatted(TenantColumns.raw(parent), reference.names(keys)),
        conditions(
            reference.isSaid() + " and " + keys.get(0) + " is null",
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
    List<String> keys = reference.of(parent, "keyed", columns);
    List<String> names = IntStream.range(0, keys.size()).mapToObj(i -> "key_" + i).toList();
    String named =
        IntStream.range(0, keys.size())
            .mapToObj(i -> keys.get(i) + " as " + names.get(i))
            .collect(Collectors.joining(", "));
    String deleted = "bool_and(" + deleted(parent, "keyed") + ")";
    String joins =
        """
        left join (
            select %1$s, %2$s as is_deleted
            from %3$s as keyed
            group by %4$s
        ) as anywhere
            on %5$s"""
            .formatted(
                named,
                deleted,
                TenantColumns.raw(parent),
                String.join(", ", keys),
                reference.names(of("anywhere", names)));
    String there = "anywhere";
    if (scoped) {
      there = "there";
      joins +=
          """

          left join (
              select %1$s as tenant, %2$s, %3$s as is_deleted
              from %4$s as keyed
              %5$sgroup by %1$s, %6$s
          ) as there
              on there.tenant = %7$s
              and %8$s"""
              .formatted(
                  tenants.of(parent, "keyed"),
                  named,
                  deleted,
                  TenantColumns.raw(parent),
                  tenants
                      .join(parent, "keyed")
                      .map(join -> join.replace("\n", "\n    ") + "\n    ")
                      .orElse(""),
                  String.join(", ", keys),
                  reference.tenant().orElseThrow(),
                  reference.names(of("there", names)));
    }
    String first = "." + names.get(0);
    return new ParentJoin(
        joins,
        conditions(
            reference.isSaid() + " and anywhere" + first + " is null",
            "anywhere" + first + " is not null and " + there + first + " is null",
            there + ".is_deleted"));
  }

  private static List<String> of(String alias, List<String> names) {
    return names.stream().map(name -> alias + "." + name).toList();
  }

  /** SQL of what a row of the child says of its parent's table. */
  static String type(SourceTable child, PolymorphicRelation relation) {
    return PolymorphicRelation.wordOf(TenantColumns.text(child, "child", relation.typeColumn()));
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
    String named = reference.isSaid();
    String mapped =
        "coalesce(%s in (%s), false)"
            .formatted(reference.type(), Quoted.texts(relation.parents().keySet()));
    String there = "parent.key_value is not null";
    Map<String, String> conditions =
        conditions(
            named + " and " + mapped + " and not " + there,
            there + " and not " + found.whereOwn(),
            there + " and " + found.whereOwn() + " and " + found.whereDeleted());
    conditions.put("unmapped_type", named + " and not " + mapped);
    return new ParentJoin(found.joins(), conditions);
  }

  /**
   * SQL of joins with {@code parent}, and of what they tell of one that is there.
   *
   * @param whereOwn true for one that is the row's tenant's, or everybody's
   * @param whereDeleted true for one that is soft-deleted
   */
  private record Found(String joins, String whereOwn, String whereDeleted) {}

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
    return "left join (%1$s\n) as %2$s\n    on %2$s.type_value = %3$s\n    and %4$s"
        .formatted(
            parents, alias, reference.type(), reference.names(List.of(alias + ".key_value")));
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
            reference.of(parent, "keyed", parent.keyBesideTenant()).get(0),
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
