/**
 * Quartz, clustered over the state's database: fires due times that the calendar computes.
 *
 * <p>Invariant: everything that it stores can be rebuilt from schedules and occurrences. A due time
 * may be fired twice or, when a process dies between two of its statements, not at all; whoever
 * listens must cope. Must not know what a schedule does.
 */
package io.daybook.schedule.quartz;
