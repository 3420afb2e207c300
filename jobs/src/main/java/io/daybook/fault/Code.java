package io.daybook.fault;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every failure that has a name. The name is what operators search for; it never changes its
 * meaning.
 */
public enum Code {
  // configuration and definitions
  /** daybook.yml is not usable. */
  CFG_INVALID(Kind.USER),
  /** A secret is missing or unreadable. */
  CFG_SECRET(Kind.USER),
  /** The JVM does not run in UTC. */
  CFG_ZONE(Kind.USER),
  /** A file under sql/ is not usable. */
  DEF_INVALID(Kind.USER),
  /** SQL of a model is outside the shared dialect. */
  DEF_DIALECT(Kind.USER),
  /** The definition of a custom report asks for what there is not. */
  DEF_REPORT(Kind.USER),
  /** The command was called with something that does not exist. */
  USAGE(Kind.USER),

  /** A file under schedules/ is not usable. */
  SCHED_INVALID(Kind.USER),

  // source
  /** The server of the source cannot be reached. */
  SRC_UNREACHABLE(Kind.SOURCE),
  /** The source refuses the role or its password. */
  SRC_AUTH(Kind.USER),
  /** The server has no database of this name. */
  SRC_DATABASE(Kind.USER),
  /** The role lacks a right, or holds one too many. */
  SRC_RIGHTS(Kind.USER),
  /** Row-level security would filter what we read. */
  SRC_RLS(Kind.USER),
  /** The server's version is not supported. */
  SRC_VERSION(Kind.USER),
  /** The database's encoding cannot be read, or a text is none of it. */
  SRC_ENCODING(Kind.USER),
  /** The live schema lacks what the model uses. */
  SRC_SCHEMA(Kind.USER),
  /** A table or view cannot be read as it is: what it holds, or what stands behind it. */
  SRC_TABLE(Kind.DATA),
  /** The source's server goes by other rules of a time zone than we do. */
  SRC_ZONES(Kind.USER),
  /** Tables could not be locked in time. */
  SRC_LOCK(Kind.SOURCE),
  /** Somebody waited on us; we stepped aside. */
  SRC_YIELD(Kind.SOURCE),
  /** The snapshot or a reader of it was lost. */
  SRC_LOST(Kind.SOURCE),
  /** What was extracted is not what the source holds at the snapshot. */
  SRC_RECONCILE(Kind.DATA),
  /** Too many values that cannot be carried. */
  SRC_POISON(Kind.DATA),
  /** A release lacks values or rows that are read, because they cannot be carried. */
  SRC_LOSS(Kind.DATA),
  /** The demo source cannot be made. */
  DEMO_FAILED(Kind.USER),
  /** A bench cannot measure. */
  BENCH_FAILED(Kind.RESOURCE),

  // state server
  /** The state server cannot be started or reached. */
  STATE_UNAVAILABLE(Kind.RESOURCE),
  /** The state server refuses the password. */
  STATE_AUTH(Kind.USER),
  /** The clocks of this machine and of the state server disagree. */
  STATE_CLOCK(Kind.RESOURCE),
  /** The state's data directory belongs to another major version. */
  STATE_VERSION(Kind.USER),

  // schedules
  /** A due time was not fired; it was made up for. */
  SCHED_MISSED(Kind.RESOURCE),
  /** Schedules are in force, and no process works them off. */
  SCHED_UNSERVED(Kind.RESOURCE),
  /** An occurrence is not done at its deadline. */
  SCHED_LATE(Kind.RESOURCE),
  /** An occurrence was taken over by another process. */
  SCHED_LOST(Kind.RESOURCE),
  /** An occurrence ended with a failure that is not tried again. */
  SCHED_FAILED(Kind.DATA),

  // deliveries
  /** A source is live, and nobody has confirmed it. */
  DELIVERY_UNCONFIRMED(Kind.USER),
  /** Deliveries failed and are not tried again. */
  DELIVERY_FAILED(Kind.DATA),
  /** Deliveries wait for long. */
  DELIVERY_LATE(Kind.RESOURCE),
  /** It is not known whether deliveries arrived. */
  DELIVERY_UNKNOWN(Kind.UNKNOWN),
  /** The mail server cannot be reached or does not let us in. */
  MAIL_SERVER(Kind.RESOURCE),

  // runs and releases
  /** The process of a run died. */
  RUN_LOST(Kind.RESOURCE),
  /** Another run holds the lease. */
  RUN_BUSY(Kind.RESOURCE),
  /** There is no run to resume. */
  RUN_NOTHING_TO_RESUME(Kind.USER),
  /** Another run published first. */
  PUBLISH_CONFLICT(Kind.DATA),
  /** It is not known whether the release was created. */
  PUBLISH_UNKNOWN(Kind.UNKNOWN),
  /** A check of a mart or fact blocks the publication. */
  CHECK_BLOCKED(Kind.DATA),
  /** Checks that only count found more than a day before, or than was acknowledged. */
  CHECK_WORSE(Kind.DATA),
  /** A release counts more references into another tenant than the one before. */
  SEC_TENANT(Kind.DATA),
  /** The newest release of a source with a night is old. */
  RELEASE_STALE(Kind.RESOURCE),
  /** There is no release, or not this one. */
  RELEASE_MISSING(Kind.USER),
  /** A file of a release is missing or is not what its manifest says. */
  RELEASE_CORRUPT(Kind.RESOURCE),
  /** A newer Daybook wrote it; this one would misread it. */
  FORMAT_NEWER(Kind.USER),
  /** The warehouse's disk is full. */
  RES_DISK(Kind.RESOURCE),
  /** The warehouse cannot be read or written. */
  RES_IO(Kind.RESOURCE),

  /** The memory that an engine may take does not suffice. */
  RES_MEMORY(Kind.RESOURCE),
  /** What ran was told to stop. */
  CANCELLED(Kind.RESOURCE),

  // reports
  /** A report cannot be made as its definition or its organisation's settings are. */
  REPORT_INVALID(Kind.DATA),
  /** A file of a report cannot be made. */
  REPORT_FILE_FAILED(Kind.INTERNAL),
  /** A file of a report, opened again, says something else than the report. */
  REPORT_FILE_WRONG(Kind.INTERNAL),
  /** The book holds another content under this name, or not this one. */
  BOOK_CORRUPT(Kind.RESOURCE),

  /** The engine failed on a statement of ours. */
  ENGINE_FAILED(Kind.INTERNAL),
  /** A defect of Daybook. */
  INTERNAL(Kind.INTERNAL);

  private final Kind kind;

  Code(Kind kind) {
    this.kind = kind;
  }

  /** The code that reads like this; empty when it is a newer program's, or none. */
  public static Optional<Code> of(String text) {
    return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
  }

  /** What sort of failure this is. */
  public Kind kind() {
    return kind;
  }

  /** The name as people read it: {@code PUBLISH-CONFLICT}. */
  public String text() {
    return name().replace('_', '-');
  }
}
