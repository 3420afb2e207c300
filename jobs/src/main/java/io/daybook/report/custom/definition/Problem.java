package io.daybook.report.custom.definition;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a definition.
 *
 * @param pointer its place as RFC 6901 writes it; empty for the whole
 * @param isShape whether the JSON schema refuses it as well; otherwise only the catalogue knows
 */
public record Problem(String pointer, String message, boolean isShape) {
  public Problem {
    requireNonNull(pointer, "pointer is null");
    requireNonNull(message, "message is null");
  }

  /** Place and message in one line. */
  public String text() {
    return (pointer.isEmpty() ? "/" : pointer) + " " + message;
  }
}
