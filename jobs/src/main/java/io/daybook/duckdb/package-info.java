/**
 * DuckDB as everybody here uses it: how an instance is opened, what its types are called, how it
 * reads the files of a dataset, what its parser makes of a query.
 *
 * <p>Invariant: every instance is in memory and counts time in UTC. Must not know releases, engines
 * or sources.
 */
package io.daybook.duckdb;
