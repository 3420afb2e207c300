/**
 * Messages to people: a ledger of what is to be delivered, and the senders that work it off by mail
 * or into a folder.
 *
 * <p>Invariant: a message that a server may have accepted is never sent again by itself, and none
 * is lost without a row that says so. Nothing reaches a real person unless the configuration and a
 * recorded confirmation both say so. Must not know what a report is.
 */
package io.daybook.delivery;
