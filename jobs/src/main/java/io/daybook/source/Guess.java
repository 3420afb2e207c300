package io.daybook.source;

import static java.util.Objects.requireNonNull;

/**
 * A reference that nobody declared, and what the rows say of it.
 *
 * @param column the child's
 * @param standing what follows from the evidence
 * @param evidence in words, for a person
 */
record Guess(String column, Catalogue.Reference parent, Standing standing, String evidence) {
  /** Whether to follow a reference. */
  enum Standing {
    /** Nearly all values are found, and in the child's own tenant. */
    HOLDS,
    /** No row has a value that could tell. */
    UNTOLD,
    /** Values lead nowhere, or into other tenants. */
    FAILS
  }

  Guess {
    requireNonNull(column, "column is null");
    requireNonNull(parent, "parent is null");
    requireNonNull(standing, "standing is null");
    requireNonNull(evidence, "evidence is null");
  }
}
