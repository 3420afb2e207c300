/**
 * What a report says, before any file format: figures with their comparison and target, charts by
 * local date, typed tables, notes, and where the numbers come from.
 *
 * <p>Immutable values, rounded once, so that every format shows the same text. Knows nothing of
 * SQL, of engines or of files. Numbers, dates and phrases take their form in {@link
 * io.daybook.report.layout.Formats} alone.
 */
package io.daybook.report.layout;
