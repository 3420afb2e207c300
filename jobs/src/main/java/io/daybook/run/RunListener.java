package io.daybook.run;

import java.time.Duration;

/**
 * Hears of a night as it goes. Every method may be called by another thread than the night's and
 * must return soon; what it throws ends the night.
 */
public interface RunListener {
  /** A run began, or goes on. */
  default void started(String run, String source, boolean resumed) {}

  /** A step began. */
  default void stepStarted(Step step) {}

  /** A step got on: {@code done} of {@code total} parts. */
  default void stepProgressed(Step step, int done, int total) {}

  /** A step was taken over from the attempt before, which had finished it. */
  default void stepKept(Step step) {}

  /** A step ended well. */
  default void stepFinished(Step step, Duration took, String summary) {}

  /** Something does not stop the night, and somebody should know of it. */
  default void warned(String message) {}

  /** The night reached a named place; tests stop the process there. */
  default void reached(String point) {}
}
