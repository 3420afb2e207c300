package io.daybook.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A model without the tables and columns that are not there to be read. */
final class NarrowedModel {
  private final SourceModel model;
  private final Map<String, ? extends Set<String>> columns;

  private NarrowedModel(SourceModel model, Map<String, ? extends Set<String>> columns) {
    this.model = model;
    this.columns = columns;
  }

  /** A table whose rows would lose their tenant goes as well, and with it what it leads to. */
  static SourceModel of(SourceModel model, Map<String, ? extends Set<String>> columns) {
    SourceModel narrow = model;
    SourceModel before;
    do {
      before = narrow;
      narrow = new NarrowedModel(before, columns).narrow();
    } while (!narrow.equals(before));
    return narrow;
  }

  private SourceModel narrow() {
    Map<String, SourceTable> tables = new LinkedHashMap<>();
    for (SourceTable table : model.tables().values()) {
      if (columns.containsKey(table.name())) {
        SourceTable narrow = narrow(table);
        if (knowsItsTenant(narrow)) {
          tables.put(table.name(), narrow);
        }
      }
    }
    return new SourceModel(
        model.name(),
        model.schemas(),
        model.tenants(),
        tables,
        model.vocabularies(),
        model.rates(),
        model.definitionHash());
  }

  private SourceTable narrow(SourceTable table) {
    String name = table.name();
    return new SourceTable(
        name,
        table.columns().stream().filter(column -> isThere(name, column.name())).toList(),
        table.key(),
        table.keyDeclared(),
        table.tenancy(),
        table.deletedColumn().filter(column -> isThere(name, column)),
        table.relations().stream()
            .filter(
                relation -> relation.columns().stream().allMatch(column -> isThere(name, column)))
            .filter(
                relation ->
                    relation.parentColumns().stream()
                        .allMatch(column -> isThere(relation.parent(), column)))
            .toList(),
        table.polymorphic().stream().flatMap(each -> narrow(each).stream()).toList(),
        table.leftOut());
  }

  private Optional<PolymorphicRelation> narrow(PolymorphicRelation relation) {
    if (!isThere(relation.table(), relation.column())
        || !isThere(relation.table(), relation.typeColumn())) {
      return Optional.empty();
    }
    Map<String, String> parents = new LinkedHashMap<>(relation.parents());
    parents.values().removeIf(parent -> !hasTable(parent));
    return parents.isEmpty() ? Optional.empty() : Optional.of(relation.to(parents));
  }

  private boolean knowsItsTenant(SourceTable table) {
    if (table.tenancy() instanceof Tenancy.Own own) {
      return isThere(table.name(), own.column());
    }
    return !(table.tenancy() instanceof Tenancy.Via via)
        || table.relation(via.relation()).isPresent();
  }

  private boolean hasTable(String table) {
    return model.tables().containsKey(table) && columns.containsKey(table);
  }

  private boolean isThere(String table, String column) {
    return hasTable(table) && columns.get(table).contains(column);
  }
}
