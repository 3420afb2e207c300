package io.daybook.source;

import static java.util.Objects.requireNonNull;

import java.util.List;

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
    /** No row has a value that could tell, or those that there are may mean several tables. */
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

  /** This guess where the values are keys of other tables, too: a person must say which. */
  Guess oneOf(List<String> others) {
    return new Guess(
        column,
        parent,
        Standing.UNTOLD,
        evidence + ", as they are of " + String.join(", ", others));
  }
}
