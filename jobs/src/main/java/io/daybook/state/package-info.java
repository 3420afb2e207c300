/**
 * What Daybook remembers between runs: leases, runs with their steps, rows of releases.
 *
 * <p>Invariant: a write of a run succeeds only while its fencing token is the newest of its source.
 * One dialect, PostgreSQL, in a server of Daybook's own or the operator's. Must not know what a
 * step does; the truth about releases is the warehouse.
 */
package io.daybook.state;
