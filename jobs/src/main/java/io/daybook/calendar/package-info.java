/**
 * When something is due on the clock on the wall, and which days a report covers.
 *
 * <p>Invariant: pure java.time, no clock is read. A time that a clock change leaves out is due at
 * the first instant after it, one that comes twice at the first; a daily rule is due exactly once a
 * local day. Must not know what is scheduled, nor Quartz.
 */
package io.daybook.calendar;
