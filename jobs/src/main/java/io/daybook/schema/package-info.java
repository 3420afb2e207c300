/**
 * Names and types of columns, the same for every engine: what YAML declares, Parquet carries and
 * manifests record.
 *
 * <p>Knows no engine and no source.
 */
package io.daybook.schema;
