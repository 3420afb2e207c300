/**
 * Custom reports: questions that people of a tenant put together, asked of one release.
 *
 * <p>A report that is broken, not shared, or asks what its asker's role may not see fails alone.
 * All that it shows comes from one connection that sees rows of its tenant alone. Knows no file
 * format and no schedule.
 */
package io.daybook.report.custom;
