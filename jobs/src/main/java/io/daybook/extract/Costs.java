package io.daybook.extract;

import io.daybook.copy.Cost;
import io.daybook.schema.DataType;
import io.daybook.source.PolymorphicRelation;
import io.daybook.source.Relation;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.Tenancy;
import io.daybook.source.TenantRule;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What values that cannot be carried cost, by table and column. */
final class Costs {
  private final SourceModel model;
  private final Map<String, ? extends Set<String>> columnsUsed;
  private final Map<String, ? extends Set<String>> dayColumns;

  /** Columns that other rows name, with their table: {@code customers.id}. */
  private final Set<String> referenced = new HashSet<>();

  /** Tables a row of which others name, or whose rows are the tenants. */
  private final Set<String> parents = new HashSet<>();

  /**
   * The costs of a model.
   *
   * @param columnsUsed as for {@link Extraction}
   * @param dayColumns as for {@link Extraction}
   */
  Costs(
      SourceModel model,
      Map<String, ? extends Set<String>> columnsUsed,
      Map<String, ? extends Set<String>> dayColumns) {
    this.model = model;
    this.columnsUsed = columnsUsed;
    this.dayColumns = dayColumns;
    TenantRule rule = model.tenants();
    parents.add(rule.table());
    referenced.add(rule.table() + "." + rule.key());
    for (SourceTable table : model.tables().values()) {
      for (Relation relation : table.relations()) {
        parents.add(relation.parent());
        relation
            .parentColumns()
            .forEach(column -> referenced.add(relation.parent() + "." + column));
      }
      for (PolymorphicRelation relation : table.polymorphic()) {
        parents.addAll(relation.parents().values());
      }
    }
  }

  /** Whether no row of the table may be left out, because others would lose their parent. */
  boolean isParent(String table) {
    return parents.contains(table);
  }

  /** Whether anything reads the table. */
  boolean isUsed(String table) {
    return columnsUsed.containsKey(table) || table.equals(model.tenants().table());
  }

  /** The costs of one table's columns. */
  Map<String, Cost> of(SourceTable table) {
    Map<String, Cost> costs = new LinkedHashMap<>();
    Set<String> names = names(table);
    for (SourceColumn column : table.columns()) {
      costs.put(column.name(), names.contains(column.name()) ? Cost.ROW : cell(table, column));
    }
    return costs;
  }

  /** Columns that say which row it is, whose, and to what it belongs. */
  private Set<String> names(SourceTable table) {
    Set<String> names = new HashSet<>(table.key());
    if (table.tenancy() instanceof Tenancy.Own own) {
      names.add(own.column());
    }
    table.relations().forEach(relation -> names.addAll(relation.columns()));
    for (PolymorphicRelation relation : table.polymorphic()) {
      names.add(relation.typeColumn());
      names.add(relation.column());
    }
    table.columns().stream()
        .map(SourceColumn::name)
        .filter(column -> referenced.contains(table.name() + "." + column))
        .forEach(names::add);
    return names;
  }

  /**
   * NULL in the soft-delete column says that the row lives; a tenant's cells are everybody's; a
   * number or a day is what figures are made of.
   */
  private Cost cell(SourceTable table, SourceColumn column) {
    TenantRule rule = model.tenants();
    boolean isTenants = table.name().equals(rule.table());
    boolean isDeleted = table.deletedColumn().filter(column.name()::equals).isPresent();
    boolean isUsed = contains(columnsUsed, table, column);
    boolean isCounted =
        column.type().kind() == DataType.Kind.DECIMAL || contains(dayColumns, table, column);
    if ((isTenants && rule.zoneColumn().filter(column.name()::equals).isPresent())
        || (isDeleted && isUsed(table.name()))
        || (isUsed && (isTenants || isCounted))) {
      return Cost.TOTAL;
    }
    return isUsed ? Cost.CELL : Cost.UNUSED;
  }

  private static boolean contains(
      Map<String, ? extends Set<String>> columns, SourceTable table, SourceColumn column) {
    Set<String> ofTable = columns.get(table.name());
    return ofTable != null && ofTable.contains(column.name());
  }
}
