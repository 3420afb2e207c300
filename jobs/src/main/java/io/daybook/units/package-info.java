/**
 * What a query's numbers measure, told from its text and the units of the columns that it reads: a
 * sum over amounts of several currencies, or of orders and hours, is found before anything runs.
 *
 * <p>Invariant: what is called money in one currency is that, if the columns are what they are said
 * to be. Runs no query; must not know facts, marts or metrics.
 */
package io.daybook.units;
