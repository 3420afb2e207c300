package io.daybook.units;

import static java.util.Objects.requireNonNull;

import io.daybook.schema.Schema;

/**
 * What a query can read.
 *
 * @param name {@code facts.orders}
 * @param schema its columns with their units
 * @param tenantColumn the column that says whose a row is; empty text where there is none
 */
public record MeasuredDataset(String name, Schema schema, String tenantColumn) {
  public MeasuredDataset {
    requireNonNull(name, "name is null");
    requireNonNull(schema, "schema is null");
    requireNonNull(tenantColumn, "tenantColumn is null");
  }
}
