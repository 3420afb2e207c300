/**
 * The files of reports: one renderer a format behind one small interface, and the check that opens
 * every file again and compares what it says.
 *
 * <p>The same report makes the same bytes: identifiers and dates inside a file come from the
 * release. Nothing is fetched while a file is made. Knows no SQL, no engine and no recipient.
 */
package io.daybook.report.file;
