package io.daybook.source;

import io.daybook.config.YamlText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The way to the tenant of each table that has no tenant column: another column that names the
 * tenant, or a parent that knows it, perhaps by its own parent. Several good steps go before a bad
 * one, and few before many.
 */
final class TenantWays {
  private static final int WORST = 2;

  private final FirstLook look;
  private final References references;

  TenantWays(FirstLook look, References references) {
    this.look = look;
    this.references = references;
  }

  /** The column of each table with the first step; none of a table that no step leads from. */
  Map<String, String> all() {
    Map<String, String> ways = new HashMap<>();
    Set<String> known = new HashSet<>();
    for (String name : look.catalogue().tables().keySet()) {
      if (isKnown(name)) {
        known.add(name);
      }
    }
    int worst = 0;
    while (worst <= WORST) {
      Map<String, String> further = new HashMap<>();
      for (String name : look.catalogue().tables().keySet()) {
        if (!known.contains(name)) {
          way(known, name, worst).ifPresent(way -> further.put(name, way));
        }
      }
      known.addAll(further.keySet());
      ways.putAll(further);
      worst = further.isEmpty() ? worst + 1 : 0;
    }
    return ways;
  }

  /** One step to a table that knows its tenant, of those that are not worse. */
  private Optional<String> way(Set<String> known, String table, int worst) {
    return references.followed(table).entrySet().stream()
        .filter(step -> known.contains(step.getValue().table()))
        .filter(step -> isToOne(step.getValue()))
        .filter(step -> badness(table, step.getKey()) <= worst)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** A first step as {@code tenant:} of source.yml has it. */
  String said(String table, String column) {
    return YamlText.scalar(
        look.isTenants(references.followed(table).get(column).table())
            ? column
            : "via " + references.name(table, column));
  }

  private boolean isToOne(Catalogue.Reference parent) {
    return look.keyBesideTenant(parent.table()).equals(List.of(parent.column()));
  }

  /** Whether a row says its tenant itself. */
  boolean isKnown(String table) {
    return look.isTenants(table)
        || (look.hasTenantColumn(table)
            && references.failed(table).stream()
                .noneMatch(guess -> look.tenantOf(table).equals(Optional.of(guess.column()))));
  }

  /**
   * A reference that every row has is better than one that some have, or one to who did it, or one
   * of which no row tells.
   */
  private int badness(String table, String column) {
    if (NamedParents.isActor(column) || references.isUntold(table, column)) {
      return WORST;
    }
    return look.catalogue().tables().get(table).columns().get(column).nullable() ? 1 : 0;
  }
}
