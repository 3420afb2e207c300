package io.daybook.state;

/** Where a step of a run stands. */
public enum StepStatus {
  /** At work, or cut off with its process. */
  RUNNING,
  /** Done; its output is complete. */
  FINISHED,
  /** Ended with a failure. */
  FAILED
}
