package io.daybook.demo;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where the tables and the tenants of a demo source are.
 *
 * @param schemas of its tables
 * @param tenants table of the tenants, with its schema unless that is {@code public}
 * @param key that table's key
 * @param column by which other tables name a tenant
 */
record DemoShape(List<String> schemas, String tenants, String key, String column) {
  DemoShape {
    schemas = List.copyOf(schemas);
    requireNonNull(tenants, "tenants is null");
    requireNonNull(key, "key is null");
    requireNonNull(column, "column is null");
  }
}
