package io.daybook.source;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * What a database seems to say of itself before any row is read.
 *
 * @param catalogue its tables but those of other servers; views with a key by its name, foreign
 *     keys of (tenant, x) as those of x
 * @param uniques tables whose key is that of a unique index
 * @param tenants where its tenants are; nothing where it seems to have one alone
 */
record FirstLook(
    Catalogue catalogue,
    Unread unread,
    Schemas schemas,
    Set<String> uniques,
    Optional<TenantGuess> tenants) {
  private static final List<String> ZONES = List.of("timezone", "tz", "zone");
  private static final List<String> KEYS = List.of("id", "uuid", "key");

  FirstLook {
    requireNonNull(catalogue, "catalogue is null");
    requireNonNull(schemas, "schemas is null");
    uniques = Set.copyOf(uniques);
    requireNonNull(tenants, "tenants is null");
  }

  /**
   * A look at all that a database has.
   *
   * @param uniques columns of a unique index, by the table that has no other key
   * @param mayRead whether the role may read a column of a table
   */
  static FirstLook at(
      Catalogue live,
      Schemas schemas,
      Map<String, List<String>> uniques,
      BiPredicate<String, String> mayRead) {
    Catalogue keyed = live.keyed(uniques);
    Unread unread = Unread.of(keyed, schemas, mayRead);
    return of(withKeysOfViews(unread.rest(keyed)), unread, schemas, uniques.keySet());
  }

  private static FirstLook of(Catalogue own, Unread unread, Schemas schemas, Set<String> uniques) {
    Optional<TenantGuess> tenants = TenantGuess.of(own, schemas, new NamedParents(own, schemas));
    FirstLook look = new FirstLook(own, unread, schemas, uniques, tenants);
    return new FirstLook(look.folded(own), unread, schemas, uniques, tenants);
  }

  /**
   * This look once rows were looked at.
   *
   * @param unreadable what cannot be read, and why
   * @param keyless views whose guessed key is none
   */
  FirstLook without(Map<String, String> unreadable, Set<String> keyless) {
    Map<String, Catalogue.Table> rest = new HashMap<>(catalogue.tables());
    rest.keySet().removeAll(unreadable.keySet());
    rest.replaceAll((name, table) -> keyless.contains(name) ? table.keyed(List.of()) : table);
    return of(new Catalogue(rest, catalogue.enums()), unread.and(unreadable), schemas, uniques);
  }

  /** A catalogue with foreign keys of (tenant, x) as those of x. */
  Catalogue folded(Catalogue live) {
    return live.folded(columnOfTenant(live));
  }

  /** A column of the tenant's name that leads elsewhere is another's. */
  private Function<String, Optional<String>> columnOfTenant(Catalogue of) {
    return name ->
        tenants
            .map(TenantGuess::column)
            .filter(
                column -> {
                  Catalogue.Table table = of.tables().get(name);
                  return table != null
                      && table.columns().containsKey(column)
                      && isTenants(table.references().getOrDefault(column, List.of()));
                });
  }

  private boolean isTenants(List<Catalogue.Reference> declared) {
    return declared.isEmpty() || declared.stream().anyMatch(each -> isTenants(each.table()));
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

  /** The columns that tell rows of one tenant apart. */
  List<String> keyBesideTenant(String table) {
    return Tenancy.beside(
        isTenants(table) ? Optional.empty() : tenantOf(table), catalogue.tables().get(table).key());
  }

  /** The column with the tenants' zones by its name; what counts hours from UTC is none. */
  Optional<String> zoneColumn() {
    return tenants.flatMap(
        each ->
            NamedParents.find(
                ZONES,
                catalogue.tables().get(each.table()).columns().entrySet().stream()
                    .filter(column -> column.getValue().type().isWords())
                    .map(Map.Entry::getKey)
                    .toList()));
  }

  /** Guesses by names, of tables whose rows one column tells apart within a tenant. */
  NamedParents named() {
    return new NamedParents(catalogue, schemas, this::keyBesideTenant);
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
