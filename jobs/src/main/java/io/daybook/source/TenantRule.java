package io.daybook.source;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.Optional;

/**
 * How tenants are told apart.
 *
 * @param table table with one row a tenant
 * @param key its key column
 * @param column name of the tenant column in facts and marts, and in the tables that say nothing
 *     else
 * @param zoneColumn its column with the tenant's zone, free text, if it has one
 * @param defaultZone zone of a tenant whose text is not a time zone; of all where no column is
 * @param deletedColumn its soft-delete column, if it has one; a deleted tenant is in no mart
 */
public record TenantRule(
    String table,
    String key,
    String column,
    Optional<String> zoneColumn,
    ZoneId defaultZone,
    Optional<String> deletedColumn) {
  /** Tenant of a row whose tenant cannot be derived: in nobody's scope, counted. */
  public static final String UNASSIGNED = "(unassigned)";

  public TenantRule {
    requireNonNull(table, "table is null");
    requireNonNull(key, "key is null");
    requireNonNull(column, "column is null");
    requireNonNull(zoneColumn, "zoneColumn is null");
    requireNonNull(defaultZone, "defaultZone is null");
    requireNonNull(deletedColumn, "deletedColumn is null");
  }
}
