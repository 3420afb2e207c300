/**
 * Scheduled reports: the rows of the source's {@code scheduled_reports}, and what each of them is
 * for a release.
 *
 * <p>A row that is broken fails alone. All numbers of a report come from one connection that sees
 * rows of its tenant alone. Knows no file format, no recipient's mail server and no clock.
 */
package io.daybook.report.scheduled;
