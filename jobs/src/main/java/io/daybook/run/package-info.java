/**
 * The night: claims the run, pins the base release, extracts, builds facts and marts, checks them
 * and publishes.
 *
 * <p>Invariant: nothing that a reader sees changes before the last step, and then everything at
 * once. Every step is recorded with its output, so that a killed night goes on where it stood. Must
 * not know the command line.
 */
package io.daybook.run;
