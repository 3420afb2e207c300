/**
 * Checks: what must hold before a release is published, generated from the models or declared in
 * {@code sql/<source>/checks/}, and the relations of the FK map counted. Then what became of them:
 * the rows that are recorded, what a person is told of them, and what he has acknowledged.
 *
 * <p>Invariant: a check that finds nothing has looked at every row, or at what the files say of all
 * of them. Must not know how a run goes or where a release lies.
 */
package io.daybook.check;
