package io.daybook.source;

import io.daybook.sql.Spelling;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The table that seems to have one row a tenant, and the column by which others point there: the
 * one that most tables have, if half of them do, or if the table's name is a usual one.
 */
record TenantGuess(String table, String column) {
  private static final Pattern USUAL =
      Pattern.compile(
          "(organi[sz]ation|tenant|account|business|workspace|shop|store)(e?s)?|company|companies");

  /** Nothing, where a source seems to have one tenant alone. */
  static Optional<TenantGuess> of(Catalogue catalogue, Schemas schemas, NamedParents named) {
    Map<TenantGuess, Integer> children = new HashMap<>();
    catalogue
        .tables()
        .forEach(
            (name, table) ->
                table
                    .columns()
                    .forEach(
                        (column, type) ->
                            parent(catalogue, name, column, named)
                                .filter(parent -> !parent.equals(name))
                                .ifPresent(
                                    parent ->
                                        children.merge(
                                            new TenantGuess(parent, column), 1, Integer::sum))));
    int others = catalogue.tables().size() - 1;
    return children.entrySet().stream()
        .filter(
            each ->
                isUsual(each.getKey(), schemas)
                    || (each.getValue() > 1 && 2 * each.getValue() >= others))
        .max(
            Map.Entry.<TenantGuess, Integer>comparingByValue()
                .thenComparing(each -> isUsual(each.getKey(), schemas))
                .thenComparing(
                    each -> each.getKey().column(), Comparator.<String>naturalOrder().reversed())
                .thenComparing(
                    each -> each.getKey().table(), Comparator.<String>naturalOrder().reversed()))
        .map(Map.Entry::getKey);
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

  private static boolean isUsual(TenantGuess guess, Schemas schemas) {
    return USUAL.matcher(Spelling.word(schemas.table(guess.table()))).matches();
  }
}
