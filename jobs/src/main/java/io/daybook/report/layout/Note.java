package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

/** Something a reader has to know beside the numbers. */
public record Note(Kind kind, String text) {
  public Note {
    requireNonNull(kind, "kind is null");
    text = OneLine.of(requireNonNull(text, "text is null"), 500);
  }

  /** Where it stands. */
  public enum Kind {
    /** Stands on top: delivered late. */
    LATE,
    /** Stands on top: the data does not cover the period's end. */
    STALE,
    /** Stands on top: its readers may not see all of the report. */
    PARTIAL,
    /** Stands on top: values or rows of the source are missing. */
    INCOMPLETE,
    /** Stands at the end: how something is defined or was split. */
    DEFINITION
  }

  /** Whether a reader must see it before the figures. */
  public boolean isWarning() {
    return kind != Kind.DEFINITION;
  }
}
