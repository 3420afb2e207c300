/**
 * The command line: one small class a command, tables and JSON of the same values, progress, the
 * error form and the exit code.
 *
 * <p>Invariant: results go to standard output, everything else to standard error; the exit code is
 * the failure's kind. Computes nothing itself.
 */
package io.daybook.cli;
