/**
 * Where releases live: immutable files, a manifest each, published by exclusive creation.
 *
 * <p>Invariant: what {@code releases/<n>.json} names exists, is complete and never changes. Must
 * not know sources, engines or runs.
 */
package io.daybook.warehouse;
