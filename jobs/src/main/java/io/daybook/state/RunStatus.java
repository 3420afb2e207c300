package io.daybook.state;

/** Where a run stands. */
public enum RunStatus {
  /** At work, or its process was killed: the lease tells which. */
  RUNNING,
  /** Ended with a failure; the newest run of a source can be resumed. */
  FAILED,
  /** Ended with a release. */
  PUBLISHED,
  /** Was given up for a newer run. */
  ABANDONED;

  /** Whether it ended neither with a release nor by being given up. */
  public boolean unfinished() {
    return this == RUNNING || this == FAILED;
  }
}
