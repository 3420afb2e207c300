/**
 * Scheduled reports as scheduled work: one schedule for every active row of the newest release, and
 * what is done when one is due.
 *
 * <p>Invariant: a report is made from a release that covers its period, its file is in the book
 * before anybody is to get it, and each recipient has one delivery a period, whoever makes it how
 * often. Hands nothing over itself: the ledger is where it ends.
 */
package io.daybook.schedule.reports;
