package io.daybook.source;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a run must read so that it can use some columns: keys, tenants and what leads to them. */
final class UsedColumns {
  private final SourceModel model;
  private final Map<String, Set<String>> columns = new TreeMap<>();

  private UsedColumns(SourceModel model) {
    this.model = model;
  }

  static Map<String, Set<String>> of(
      SourceModel model, Map<String, ? extends Set<String>> columnsUsed) {
    UsedColumns used = new UsedColumns(model);
    TenantRule tenants = model.tenants();
    used.add(tenants.table(), Set.of(tenants.key()));
    tenants.zoneColumn().ifPresent(zone -> used.add(tenants.table(), Set.of(zone)));
    columnsUsed.forEach(used::add);
    return used.columns;
  }

  private void add(String name, Set<String> some) {
    SourceTable table = model.table(name).orElse(null);
    if (table == null) {
      return;
    }
    boolean first = !columns.containsKey(name);
    Set<String> of = columns.computeIfAbsent(name, each -> new TreeSet<>());
    of.addAll(some);
    if (!first) {
      return;
    }
    of.addAll(table.key());
    table.deletedColumn().ifPresent(of::add);
    if (table.tenancy() instanceof Tenancy.Own own) {
      of.add(own.column());
    } else if (table.tenancy() instanceof Tenancy.Via via) {
      Relation relation = table.relation(via.relation()).orElseThrow();
      of.addAll(relation.columns());
      add(relation.parent(), Set.copyOf(relation.parentColumns()));
    }
  }
}
