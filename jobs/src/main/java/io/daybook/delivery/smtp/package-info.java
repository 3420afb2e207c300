/**
 * Speaks to one mail server: one message to one recipient at a time, and an outcome for each.
 *
 * <p>Invariant: a message counts as accepted, refused or put off only by the server's own reply;
 * after its end was sent, no reply means unknown. Must not know the ledger: it asks before the two
 * moments that count.
 */
package io.daybook.delivery.smtp;
