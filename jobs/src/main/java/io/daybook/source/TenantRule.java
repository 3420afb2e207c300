package io.daybook.source;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.Optional;

/**
 * How tenants are told apart.
 *
 * @param table table with one row a tenant; empty where the source has one tenant alone
 * @param key its key column; empty where the source has one tenant alone
 * @param column name of the tenant column in facts and marts, and in the tables that say nothing
 *     else
 * @param zoneColumn its column with the tenant's zone, free text, if it has one
 * @param defaultZone zone of a tenant whose text is not a time zone; of all where no column is
 * @param deletedColumn its soft-delete column, if it has one; a deleted tenant is in no mart
 * @param only the tenant of a source that has one alone
 */
public record TenantRule(
    String table,
    String key,
    String column,
    Optional<String> zoneColumn,
    ZoneId defaultZone,
    Optional<String> deletedColumn,
    Optional<Only> only) {
  /** Tenant of a row whose tenant cannot be derived: in nobody's scope, counted. */
  public static final String UNASSIGNED = "(unassigned)";

  /**
   * A tenant that no table says anything of.
   *
   * @param currency ISO 4217 code, where it is declared
   * @param locale language tag, where it is declared
   */
  public record Only(String id, String name, Optional<String> currency, Optional<String> locale) {
    public Only {
      requireNonNull(id, "id is null");
      requireNonNull(name, "name is null");
      requireNonNull(currency, "currency is null");
      requireNonNull(locale, "locale is null");
    }
  }

  public TenantRule {
    requireNonNull(table, "table is null");
    requireNonNull(key, "key is null");
    requireNonNull(column, "column is null");
    requireNonNull(zoneColumn, "zoneColumn is null");
    requireNonNull(defaultZone, "defaultZone is null");
    requireNonNull(deletedColumn, "deletedColumn is null");
    requireNonNull(only, "only is null");
  }

  /** Of a source with a table of tenants. */
  public TenantRule(
      String table,
      String key,
      String column,
      Optional<String> zoneColumn,
      ZoneId defaultZone,
      Optional<String> deletedColumn) {
    this(table, key, column, zoneColumn, defaultZone, deletedColumn, Optional.empty());
  }
}
