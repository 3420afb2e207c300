package io.daybook.source;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * One thing that a check of the live source found.
 *
 * @param severity how bad it is
 * @param code the failure that it is when it stops a run: SRC-SCHEMA, SRC-RIGHTS or SRC-RLS
 * @param where table, {@code table.column} or role
 * @param message what is wrong, with the values
 */
public record Finding(Severity severity, Code code, String where, String message) {
  private static final int SHOWN = 8;

  /** How bad a finding is. */
  public enum Severity {
    /** A run cannot read what it needs, or would read it wrongly. */
    ERROR,
    /** A run works, but somebody should look: a right too many, a weaker guarantee. */
    WARNING,
    /** Worth knowing when the model is next looked at. */
    NOTE
  }

  public Finding {
    requireNonNull(severity, "severity is null");
    requireNonNull(code, "code is null");
    requireNonNull(where, "where is null");
    requireNonNull(message, "message is null");
  }

  /** The first few of many names, and how many there are beyond. */
  static String some(Collection<String> names) {
    String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() <= SHOWN ? first : first + " and " + (names.size() - SHOWN) + " more";
  }

  /** {@code orders.total: is missing}. */
  @Override
  public String toString() {
    return where + ": " + message;
  }
}
