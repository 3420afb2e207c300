/**
 * The boundary to what computes: Spark and DuckDB behind one interface, the shared dialect, its
 * functions and its linter.
 *
 * <p>Invariant: the same SQL text over the same files gives the same rows on every engine. Must not
 * know sources, runs or what a mart is.
 */
package io.daybook.engine;
