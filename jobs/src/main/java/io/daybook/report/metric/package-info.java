/**
 * One definition of one number: the catalogue {@code metrics.yml} of a source, proved against the
 * columns that there are, and the SQL that a definition means.
 *
 * <p>Only text of the catalogue becomes SQL; every value is bound. Knows no tenant: whoever runs a
 * query gives it rows of one tenant only.
 */
package io.daybook.report.metric;
