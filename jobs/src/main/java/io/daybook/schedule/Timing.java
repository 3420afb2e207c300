package io.daybook.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a scheduler keeps time.
 *
 * @param workers occurrences that one process works on at once
 * @param lease how long a process that stands still keeps what it works on
 * @param poll how often an idle worker looks for something due
 * @param watch how often it is watched that all goes well
 * @param grace how late firing may be before it is made up for
 * @param checkIn how often a process tells the others that it lives
 */
public record Timing(
    int workers, Duration lease, Duration poll, Duration watch, Duration grace, Duration checkIn) {
  /** What suits nights. */
  public static final Timing DEFAULT =
      new Timing(
          2,
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5));

  public Timing {
    if (workers < 1) {
      throw new IllegalArgumentException("Invalid workers: " + workers);
    }
    requireNonNull(lease, "lease is null");
    requireNonNull(poll, "poll is null");
    requireNonNull(watch, "watch is null");
    requireNonNull(grace, "grace is null");
    requireNonNull(checkIn, "checkIn is null");
  }

  /** Sessions of the state that the threads of a scheduler may want at once. */
  public int sessions() {
    int firing = 5;
    int watching = 3;
    return workers + firing + watching;
  }
}
