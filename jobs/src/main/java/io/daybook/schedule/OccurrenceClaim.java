package io.daybook.schedule;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.time.Duration;

/** The right of one process to work on an occurrence, for as long as it is renewed. */
public final class OccurrenceClaim {
  private final Occurrences occurrences;
  private final Occurrence occurrence;
  private final Schedule schedule;
  private final Duration ttl;
  private volatile boolean lost;

  OccurrenceClaim(Occurrences occurrences, Occurrence occurrence, Schedule schedule, Duration ttl) {
    this.occurrences = occurrences;
    this.occurrence = requireNonNull(occurrence, "occurrence is null");
    this.schedule = requireNonNull(schedule, "schedule is null");
    this.ttl = ttl;
  }

  /** What is worked on, as it was claimed. */
  public Occurrence occurrence() {
    return occurrence;
  }

  /** The schedule, as it was in force then. */
  public Schedule schedule() {
    return schedule;
  }

  /** Whether nobody is known to have taken it over. */
  public boolean isHeld() {
    return !lost;
  }

  /**
   * Asks the state server, and extends the claim.
   *
   * @throws DaybookException SCHED_LOST when another process has taken it over
   */
  public void ensureHeld() {
    if (!renew()) {
      throw DaybookException.of(
              Code.SCHED_LOST,
              "Cannot go on with "
                  + occurrence.text()
                  + ": another process took it over while this one stood still")
          .state("what the other process does counts")
          .next("nothing to do")
          .build();
    }
  }

  /** Extends the claim; false when it is lost. */
  boolean renew() {
    lost = lost || !occurrences.renew(occurrence, ttl);
    return !lost;
  }
}
