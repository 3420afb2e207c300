/**
 * Everything that is defined for a source, read and proven together: its model, facts, marts,
 * checks, metrics and the queries of its reports.
 *
 * <p>Invariant: a {@link io.daybook.definition.SourceDefinition} that exists can be computed: each
 * of its statements was bound over datasets without rows, so that what is wrong with it was said
 * with all the rest, before anything was read from the source. Must not know runs, schedules or
 * live databases.
 */
package io.daybook.definition;
