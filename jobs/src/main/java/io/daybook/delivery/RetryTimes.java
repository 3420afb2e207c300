package io.daybook.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a delivery that was not accepted is tried again: 5, 30 and 60 minutes after the first
 * attempt, then every hour, until it is given up. RFC 5321, 4.5.4.1, asks for half an hour; the one
 * earlier attempt is for servers that refuse a stranger's first. How often the work is tried again
 * that makes a report is another matter: {@code schedule.Retry}.
 */
final class RetryTimes {
  private static final List<Duration> EARLY =
      List.of(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofMinutes(60));
  private static final Duration LATER = Duration.ofHours(1);

  private RetryTimes() {}

  /** The next time after now; empty when it is given up. */
  static Optional<Instant> next(Instant first, Instant now, Duration giveUpAfter) {
    Duration elapsed = Duration.between(first, now);
    Duration next =
        EARLY.stream()
            .filter(mark -> mark.compareTo(elapsed) > 0)
            .findFirst()
            .orElseGet(() -> LATER.multipliedBy(elapsed.toHours() + 1));
    return next.compareTo(giveUpAfter) > 0 ? Optional.empty() : Optional.of(first.plus(next));
  }
}
