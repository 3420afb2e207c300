/**
 * Facts: a base table joined N:1 along the FK map, declared in {@code sql/<source>/facts/}, its SQL
 * generated; and the two facts that every source has, tenants and zone offsets.
 *
 * <p>Invariant: a fact has exactly the rows of its base table, and each row knows its tenant. Must
 * not know engines, files or runs.
 */
package io.daybook.fact;
