package io.daybook.source;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Daybook knows of a source: its tables, keys, tenants and FK map.
 *
 * @param name name of the source, as of its folder under {@code sql/}
 * @param schema PostgreSQL schema of the tables
 * @param tenants how tenants are told apart
 * @param tables by name, in the order of the model
 * @param vocabularies values of each enum type, in their order
 */
public record SourceModel(
    String name,
    String schema,
    TenantRule tenants,
    Map<String, SourceTable> tables,
    Map<String, List<String>> vocabularies) {
  public SourceModel {
    requireNonNull(name, "name is null");
    requireNonNull(schema, "schema is null");
    requireNonNull(tenants, "tenants is null");
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    vocabularies = Collections.unmodifiableMap(new LinkedHashMap<>(vocabularies));
  }

  /** The table of this name. */
  public Optional<SourceTable> table(String table) {
    return Optional.ofNullable(tables.get(table));
  }
}
