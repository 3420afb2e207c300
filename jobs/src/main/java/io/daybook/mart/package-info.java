/**
 * Marts: one plain SQL file over facts with a YAML beside it that says what a row and a column is
 * and what must hold.
 *
 * <p>Invariant: a {@link io.daybook.mart.MartModel} that was loaded reads only datasets that exist,
 * in an order in which they can be built. Must not know engines or runs.
 */
package io.daybook.mart;
