package io.daybook.fact;

import static java.util.Objects.requireNonNull;

import io.daybook.schema.DataType;
import io.daybook.source.PolymorphicRelation;
import io.daybook.source.Relation;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.Tenancy;
import io.daybook.sql.PlainWord;
import io.daybook.sql.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How queries know the tenant of a row of a raw table: by a column of the row, or, where a child
 * has none, by a lookup over its parent. A tenant is a text to whoever reads a dataset, whatever
 * the source's key is. Within a query it is compared as it is stored where all tables store it so.
 * Collects the lookups that a query needs; one instance a query.
 *
 * <p>A lookup holds a parent's key once at most. A key that two tenants share tells no tenant, so
 * its children are unassigned rather than counted twice.
 */
public final class TenantColumns {
  private final SourceModel model;

  /** Whether tenants are compared as UUIDs. */
  private final boolean stored;

  /** The tables looked up, by the lookup's name. */
  private final Map<String, String> lookups = new LinkedHashMap<>();

  public TenantColumns(SourceModel model) {
    this.model = requireNonNull(model, "model is null");
    this.stored =
        model.tables().values().stream()
            .flatMap(table -> own(table).stream().map(column -> typeOf(table, column)))
            .allMatch(DataType.UUID::equals);
  }

  /** The tenant column of a table that has one. */
  public static Optional<String> own(SourceTable table) {
    return table.tenancy().ownColumn();
  }

  /** Whether tenants do not divide the table: it is nobody's, or all of it is the only one's. */
  public static boolean isGlobal(SourceTable table) {
    return table.tenancy() instanceof Tenancy.Global || table.tenancy() instanceof Tenancy.Only;
  }

  private static DataType typeOf(SourceTable table, String column) {
    return table.column(column).orElseThrow().type();
  }

  /** SQL of a column as the text that it is to people. */
  public static String text(SourceTable table, String alias, String column) {
    String value = Quoted.column(alias, column);
    return switch (typeOf(table, column).kind()) {
      case TEXT -> value;
      case UUID -> "uuid_text(" + value + ")";
      default -> "cast(" + value + " as text)";
    };
  }

  /**
   * SQL that a reference is a parent's key: as both are stored, or as texts where one is a text and
   * the other one is a UUID, which an implicit reference may be. In a row that names another table
   * it is no key at all.
   */
  public static String refers(
      SourceTable child, String childAlias, Relation relation, SourceTable parent, String alias) {
    List<String> equal = new ArrayList<>();
    for (int i = 0; i < relation.columns().size(); i++) {
      String column = relation.columns().get(i);
      String key = relation.parentColumns().get(i);
      boolean isAlike = isAlike(child, column, parent, key);
      String named = isAlike ? Quoted.column(childAlias, column) : text(child, childAlias, column);
      equal.add(
          (isAlike ? Quoted.column(alias, key) : text(parent, alias, key))
              + " = "
              + relation
                  .branch()
                  .map(branch -> keyOf(branch, child, childAlias, named))
                  .orElse(named));
    }
    return String.join("\n    and ", equal);
  }

  /** SQL of the reference where the row names the branch's table; NULL in others. */
  private static String keyOf(
      Relation.Branch branch, SourceTable child, String alias, String reference) {
    return "case when %s in (%s) then %s end"
        .formatted(
            PolymorphicRelation.wordOf(text(child, alias, branch.typeColumn())),
            Quoted.texts(branch.types()),
            reference);
  }

  /** Whether a reference and a parent's key can be compared as they are stored. */
  public static boolean isAlike(SourceTable child, String column, SourceTable parent, String key) {
    DataType reference = typeOf(child, column);
    DataType named = typeOf(parent, key);
    return reference.equals(named)
        || (!reference.equals(DataType.UUID) && !named.equals(DataType.UUID));
  }

  /** Name of the tenant column in facts, marts and lookups. */
  public String column() {
    return model.tenants().column();
  }

  /**
   * SQL of the tenant of a row or NULL, to be compared with that of another row. For a table
   * without a tenant column the query must also hold the join of {@link #join}.
   */
  public String of(SourceTable table, String alias) {
    if (table.tenancy() instanceof Tenancy.Via via) {
      return Quoted.column(lookup(parent(table, via)), column());
    }
    String column = own(table).orElseThrow();
    return stored ? Quoted.column(alias, column) : text(table, alias, column);
  }

  /** SQL of the tenant that a text names, as {@link #of} gives tenants. */
  public String ofText(String text) {
    return stored ? "as_uuid(" + text + ")" : text;
  }

  /** The join that {@link #of} needs, if it needs one. */
  public Optional<String> join(SourceTable table, String alias) {
    if (!(table.tenancy() instanceof Tenancy.Via via)) {
      return Optional.empty();
    }
    Relation relation = table.relation(via.relation()).orElseThrow();
    SourceTable parent = parent(table, via);
    String lookup = lookup(parent);
    return Optional.of(
        "left join %s\n    on %s"
            .formatted(lookup, refers(table, alias, relation, parent, lookup)));
  }

  /**
   * Name of the lookup from a table's key to its tenant; adds it to the query. Its columns are
   * those of the key and {@link #column}.
   */
  public String lookup(SourceTable table) {
    String name = "tenant_of_" + PlainWord.of(table.name());
    if (!lookups.containsKey(name)) {
      String key =
          table.keyBesideTenant().stream()
              .map(column -> Quoted.column("keyed", column))
              .collect(Collectors.joining(", "));
      String sql =
          """
          select
              %1$s,
              any_value(%2$s) as %3$s
          from %4$s as keyed
          %5$sgroup by %1$s
          having count(*) = 1"""
              .formatted(
                  key,
                  of(table, "keyed"),
                  Quoted.name(column()),
                  raw(table),
                  join(table, "keyed").map(join -> join + "\n").orElse(""));
      lookups.put(name, sql);
    }
    return name;
  }

  /** The raw table in SQL. */
  public static String raw(SourceTable table) {
    return "raw." + Quoted.name(table.name());
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
}
