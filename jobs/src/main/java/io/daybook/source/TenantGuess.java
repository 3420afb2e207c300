package io.daybook.source;

import io.daybook.sql.Spelling;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The table that seems to have one row a tenant, and the column by which others point there: the
 * one from which most tables are reached, over their parents, too, if half of them have it, or if
 * the table's name is a usual one, or if it keeps a time zone and half of them are reached.
 */
record TenantGuess(String table, String column) {
  private static final Pattern USUAL =
      Pattern.compile(
          "(organi[sz]ation|tenant|account|business|workspace|shop|store)(e?s)?|company|companies");

  /** A column called zone may be a place in a warehouse. */
  private static final List<String> OWN_TIME = List.of("timezone", "tz");

  private static final Pattern PEOPLE =
      Pattern.compile(
          "(.*(user|person|employee|member|customer|contact|client|patient|driver|agent)s?)"
              + "|people|staff");

  /** Nothing, where a source seems to have one tenant alone. */
  static Optional<TenantGuess> of(Catalogue catalogue, Schemas schemas, NamedParents named) {
    Map<String, Map<String, String>> parents = parents(catalogue, named);
    Map<TenantGuess, Set<String>> children = new HashMap<>();
    parents.forEach(
        (child, columns) ->
            columns.forEach(
                (column, parent) ->
                    children
                        .computeIfAbsent(new TenantGuess(parent, column), any -> new HashSet<>())
                        .add(child)));
    int others = catalogue.tables().size() - 1;
    return children.entrySet().stream()
        .filter(
            each ->
                isUsual(each.getKey(), schemas)
                    || (each.getValue().size() > 1 && 2 * each.getValue().size() >= others)
                    || (hasZone(each.getKey(), catalogue, schemas)
                        && 2 * reached(each.getKey().table(), each.getValue(), parents).size()
                            >= others))
        .max(
            Comparator.<Map.Entry<TenantGuess, Set<String>>>comparingInt(
                    each -> reached(each.getKey().table(), each.getValue(), parents).size())
                .thenComparing(each -> each.getValue().size())
                .thenComparing(each -> isUsual(each.getKey(), schemas))
                .thenComparing(
                    each -> each.getKey().column(), Comparator.<String>naturalOrder().reversed())
                .thenComparing(
                    each -> each.getKey().table(), Comparator.<String>naturalOrder().reversed()))
        .map(Map.Entry::getKey);
  }

  /** What each table's columns lead to, but to the table itself. */
  private static Map<String, Map<String, String>> parents(Catalogue catalogue, NamedParents named) {
    Map<String, Map<String, String>> parents = new HashMap<>();
    catalogue
        .tables()
        .forEach(
            (name, table) ->
                table
                    .columns()
                    .keySet()
                    .forEach(
                        column ->
                            parent(catalogue, name, column, named)
                                .filter(parent -> !parent.equals(name))
                                .ifPresent(
                                    parent ->
                                        parents
                                            .computeIfAbsent(name, any -> new HashMap<>())
                                            .put(column, parent))));
    return parents;
  }

  /**
   * The tables whose rows are of a tenant by themselves, or by a parent, or by one of its parents.
   */
  private static Set<String> reached(
      String tenants, Set<String> children, Map<String, Map<String, String>> parents) {
    Set<String> reached = new HashSet<>(children);
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Map.Entry<String, Map<String, String>> table : parents.entrySet()) {
        if (!table.getKey().equals(tenants)
            && !Collections.disjoint(table.getValue().values(), reached)) {
          grows |= reached.add(table.getKey());
        }
      }
    }
    return reached;
  }

  private static Optional<String> parent(
      Catalogue catalogue, String name, String column, NamedParents named) {
    Catalogue.Table table = catalogue.tables().get(name);
    if (NamedParents.isActor(column)) {
      return Optional.empty();
    }
    return Optional.ofNullable(table.references().get(column))
        .flatMap(
            parents ->
                parents.stream()
                    .filter(parent -> isKey(catalogue, parent))
                    .map(Catalogue.Reference::table)
                    .findFirst())
        .or(
            () ->
                Optional.of(column)
                    .filter(any -> !table.references().containsKey(any))
                    .flatMap(any -> named.of(name, any, table.columns().get(any))))
        .filter(parent -> canTellTenantsApart(catalogue.tables().get(parent)));
  }

  /** Of the tenants' key alone it is known which tenant a value means. */
  private static boolean isKey(Catalogue catalogue, Catalogue.Reference parent) {
    Catalogue.Table table = catalogue.tables().get(parent.table());
    return table != null && table.key().equals(List.of(parent.column()));
  }

  private static boolean canTellTenantsApart(Catalogue.Table tenants) {
    Catalogue.Column key = tenants.columns().get(tenants.key().get(0));
    return Equality.own(key).isEmpty() && TenantLoader.canBeTenants(key.type().dataType());
  }

  /** A place or firm that keeps its own time; people have time zones for their screens. */
  private static boolean hasZone(TenantGuess guess, Catalogue catalogue, Schemas schemas) {
    return NamedParents.find(OWN_TIME, catalogue.tables().get(guess.table()).columns().keySet())
            .isPresent()
        && !PEOPLE.matcher(Spelling.word(schemas.table(guess.table()))).matches();
  }

  private static boolean isUsual(TenantGuess guess, Schemas schemas) {
    return USUAL.matcher(Spelling.word(schemas.table(guess.table()))).matches();
  }
}
