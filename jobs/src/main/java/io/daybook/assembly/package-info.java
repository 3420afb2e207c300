/**
 * Puts the parts together: what the configuration and the folders of an installation say becomes
 * the setups that nights, schedulers, reports and deliveries are made with.
 *
 * <p>Invariant: a part is wired in one place, whoever uses it; a command only asks for it. Decides
 * nothing and shows nothing: it must not know the command line.
 */
package io.daybook.assembly;
