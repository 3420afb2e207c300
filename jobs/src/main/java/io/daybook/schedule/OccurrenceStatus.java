package io.daybook.schedule;

/** Where an occurrence stands. */
public enum OccurrenceStatus {
  /** Waits for its first attempt, or for the next one. */
  DUE,
  /** Waits for something that is not there yet, and is looked at again. */
  HELD,
  /** A process works on it; its lease tells whether that process lives. */
  RUNNING,
  /** Done. */
  DONE,
  /** Ended with a failure that is not tried again. */
  FAILED,
  /** Was not begun, as its schedule's catch-up says. */
  SKIPPED;

  /** Whether nothing more comes of it. */
  public boolean isFinal() {
    return this == DONE || this == FAILED || this == SKIPPED;
  }
}
