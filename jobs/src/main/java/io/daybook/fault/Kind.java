package io.daybook.fault;

/** What sort of failure it is; drives retry and the exit code of the process. */
public enum Kind {
  /** Input, configuration or definitions; a retry cannot help. */
  USER(2),
  /**
   * The source database refused, vanished or needed us to step aside; backs off, then tries again.
   */
  SOURCE(3),
  /** Disk, memory, state server; backs off, then fails. */
  RESOURCE(4),
  /** The data does not pass: a check blocks, or another run was first. Nothing was published. */
  DATA(5),
  /** A defect of Daybook; fails and alerts. */
  INTERNAL(6),
  /** It is not known whether the action took effect; reconcile first, never redo blindly. */
  UNKNOWN(7);

  private final int exitCode;

  Kind(int exitCode) {
    this.exitCode = exitCode;
  }

  /** Exit code of a process that ends with this kind; 0 is success, 1 is left to the JVM. */
  public int exitCode() {
    return exitCode;
  }
}
