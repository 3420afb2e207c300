package io.daybook.source;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a database seems to say of itself before any row is read.
 *
 * @param catalogue its tables but those of other servers; views with a key by its name, foreign
 *     keys of (tenant, x) as those of x
 * @param tenants where its tenants are; nothing where it seems to have one alone
 */
record FirstLook(Catalogue catalogue, Schemas schemas, Optional<TenantGuess> tenants) {
  private static final List<String> KEYS = List.of("id", "uuid", "key");

  FirstLook {
    requireNonNull(catalogue, "catalogue is null");
    requireNonNull(schemas, "schemas is null");
    requireNonNull(tenants, "tenants is null");
  }

  static FirstLook at(Catalogue live, Schemas schemas) {
    Catalogue own =
        withKeysOfViews(
            live.only(name -> live.tables().get(name).kind() != Catalogue.Kind.FOREIGN));
    Optional<TenantGuess> tenants = TenantGuess.of(own, schemas, new NamedParents(own, schemas));
    FirstLook look = new FirstLook(own, schemas, tenants);
    return new FirstLook(look.folded(own), schemas, tenants);
  }

  /** A catalogue with foreign keys of (tenant, x) as those of x. */
  Catalogue folded(Catalogue live) {
    return live.folded(columnOfTenant(live));
  }

  private Function<String, Optional<String>> columnOfTenant(Catalogue of) {
    return table ->
        tenants
            .map(TenantGuess::column)
            .filter(
                column ->
                    Optional.ofNullable(of.tables().get(table))
                        .filter(each -> each.columns().containsKey(column))
                        .isPresent());
  }

  /** The column with a row's tenant, where the table has one: of the tenants, their key. */
  Optional<String> tenantOf(String table) {
    return isTenants(table)
        ? catalogue.tables().get(table).key().stream().findFirst()
        : columnOfTenant(catalogue).apply(table);
  }

  boolean hasTenantColumn(String table) {
    return columnOfTenant(catalogue).apply(table).isPresent();
  }

  boolean isTenants(String table) {
    return tenants.map(TenantGuess::table).filter(table::equals).isPresent();
  }

  /** The database knows no key of a view, so one is guessed by its name. */
  private static Catalogue withKeysOfViews(Catalogue live) {
    Map<String, Catalogue.Table> keyed = new HashMap<>();
    live.tables()
        .forEach(
            (name, table) ->
                keyed.put(
                    name,
                    Optional.of(table)
                        .filter(view -> view.kind() == Catalogue.Kind.VIEW)
                        .flatMap(
                            view -> NamedParents.find(KEYS, List.copyOf(view.columns().keySet())))
                        .map(column -> table.keyed(List.of(column)))
                        .orElse(table)));
    return new Catalogue(keyed, live.enums());
  }
}
