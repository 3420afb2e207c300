package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Proves that every {@link Tenancy.Via} ends at a table that knows its tenant. */
final class TenantPaths {
  private TenantPaths() {}

  static void check(YamlMap file, Map<String, SourceTable> tables) {
    for (SourceTable table : tables.values()) {
      if (table.tenancy() instanceof Tenancy.Via) {
        follow(table, tables)
            .ifPresent(message -> file.map("tables").map(table.name()).problem("tenant", message));
      }
    }
  }

  private static Optional<String> follow(SourceTable start, Map<String, SourceTable> tables) {
    Set<String> seen = new HashSet<>();
    SourceTable table = start;
    while (table.tenancy() instanceof Tenancy.Via via) {
      if (!seen.add(table.name())) {
        return Optional.of("the path comes back to " + table.name() + " and finds no tenant");
      }
      Optional<Relation> relation = table.relation(via.relation());
      if (relation.isEmpty()) {
        return Optional.of(
            table.name()
                + " has no relation "
                + via.relation()
                + Problems.didYouMean(
                    via.relation(), table.relations().stream().map(Relation::name).toList()));
      }
      SourceTable parent = tables.get(relation.orElseThrow().parent());
      if (!relation.orElseThrow().isToKeyOf(parent)) {
        return Optional.of(
            "%s does not lead to the key of %s, so a row could have several tenants"
                .formatted(relation.orElseThrow(), parent.name()));
      }
      table = parent;
    }
    return table.tenancy() instanceof Tenancy.Global
        ? Optional.of("the path ends at " + table.name() + ", which is global")
        : Optional.empty();
  }
}
