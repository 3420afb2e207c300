package io.daybook.schedule;

import io.daybook.fault.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When the work of an occurrence is tried again that failed: minutes, because a source or a disk
 * may be back soon. Of a message that a mail server did not take, {@code delivery.RetryTimes}
 * decides: by the hour, as mail servers ask.
 */
final class Retry {
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1));

  /** With the waits above about six hours. */
  private static final int ATTEMPTS = 10;

  private Retry() {}

  /**
   * How long to wait.
   *
   * @param attempt that has failed, from 1
   * @return empty when nothing would change by itself
   */
  static Optional<Duration> after(Kind kind, int attempt) {
    int most =
        switch (kind) {
          case SOURCE, RESOURCE -> ATTEMPTS;
          // What is tried again finds out first what took effect.
          case UNKNOWN -> 3;
          case USER, DATA, INTERNAL -> 1;
        };
    return attempt >= most
        ? Optional.empty()
        : Optional.of(WAITS.get(Math.min(attempt, WAITS.size()) - 1));
  }
}
