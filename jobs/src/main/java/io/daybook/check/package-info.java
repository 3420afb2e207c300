/**
 * Checks: what must hold before a release is published, generated from the models or declared in
 * {@code sql/<source>/checks/}, and the relations of the FK map counted.
 *
 * <p>Invariant: a check that finds nothing has looked at every row. Must not know runs or releases.
 */
package io.daybook.check;
