/**
 * When things happen: schedules as files, their due times as rows of the state, and the processes
 * that work these off.
 *
 * <p>Invariant: an occurrence is one row under a unique key; it is worked on by one process at a
 * time and counts as done once. Quartz only fires, the row is the truth. Knows the kinds of work by
 * an interface alone.
 */
package io.daybook.schedule;
