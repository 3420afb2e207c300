/**
 * Decodes a binary COPY of PostgreSQL straight into Parquet columns.
 *
 * <p>Says what is selected for each column, reads the bytes that come back, and writes each row, or
 * leaves it out by name when a value of it cannot be carried exactly. Invariant: a value is never
 * altered, and every row is either written or counted as left out. Must not know connections,
 * snapshots or files.
 */
package io.daybook.copy;
