/**
 * How Daybook says what went wrong: a code, what could not be done and why, the state left behind,
 * the next step.
 *
 * <p>Every failure that a person may see is a {@link io.daybook.fault.DaybookException}; its {@link
 * io.daybook.fault.Kind} alone decides retry and exit code. Knows nothing of the rest of the
 * program.
 */
package io.daybook.fault;
