/**
 * Measures Daybook against what else would do the work: stock Spark, PostgreSQL itself. Both sides
 * run in turn in one process, so that a figure is a ratio of this machine and not a time of some
 * other. It reads a source of its own and knows nothing of anybody's releases.
 */
package io.daybook.bench;
