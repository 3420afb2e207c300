package io.daybook.schedule;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.state.StateDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Compares the clock of this process with the state server's. */
final class ClockCheck {
  private static final Duration MOST = Duration.ofSeconds(1);

  private final StateDatabase database;
  private final Clock clock;

  ClockCheck(StateDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What is wrong: processes whose clocks differ would not agree on what is due. */
  Optional<DaybookException> problem() {
    Instant before = clock.instant();
    Instant server =
        database
            .row(
                "read the clock of the state server",
                "select clock_timestamp()",
                row -> StateDatabase.instant(row, 1).orElseThrow())
            .orElseThrow();
    Instant after = clock.instant();
    // The server read its clock somewhere between the two.
    Duration ahead = Duration.between(server, before);
    Duration behind = Duration.between(after, server);
    Duration skew = ahead.compareTo(behind) > 0 ? ahead : behind;
    if (skew.compareTo(MOST) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        DaybookException.of(
                Code.STATE_CLOCK,
                "Cannot keep time: this machine's clock is %s the state server's by %.1f s, 1 s is most"
                    .formatted(skew.equals(ahead) ? "ahead of" : "behind", skew.toMillis() / 1e3))
            .state("nothing fires and nothing begins here; other processes go on")
            .next("set both clocks by NTP; this process goes on by itself then")
            .build());
  }
}
