package io.daybook.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What the collection of garbage keeps.
 *
 * @param releases how many of the newest releases of a source stay
 * @param grace how long a file stays after the last release that named it
 */
public record Retention(int releases, Duration grace) {
  /** The last 30 releases; a day of grace. */
  public static final Retention DEFAULT = new Retention(30, Duration.ofHours(24));

  public Retention {
    requireNonNull(grace, "grace is null");
  }
}
