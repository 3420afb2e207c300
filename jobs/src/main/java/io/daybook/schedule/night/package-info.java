/**
 * The night as scheduled work: each in a JVM of its own, with its own heap, log and end.
 *
 * <p>Invariant: a JVM that is lost is a failed, resumable run, and never takes the scheduler with
 * it; a night whose scheduler is lost ends as well. Makes no release itself.
 */
package io.daybook.schedule.night;
