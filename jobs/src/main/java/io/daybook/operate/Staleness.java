package io.daybook.operate;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schedule.Schedules.InForce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds sources whose nights are in force, and whose newest release is old all the same. */
final class Staleness {
  private final Duration most;
  private final String night;

  /**
   * A rule.
   *
   * @param most how old a release may be
   * @param night kind of work that makes releases
   */
  Staleness(Duration most, String night) {
    this.most = most;
    this.night = night;
  }

  /** What is wrong with a source; empty where nothing is, or no night is in force. */
  Optional<DaybookException> problem(SourceView source, List<InForce> schedules, Instant now) {
    Optional<Instant> since =
        schedules.stream()
            .filter(each -> each.schedule().source().equals(source.source()))
            .filter(each -> each.schedule().what().equals(night))
            .map(InForce::since)
            .min(Instant::compareTo);
    if (since.isEmpty() || source.unreadable().isPresent()) {
      return Optional.empty();
    }
    Instant from = source.release().map(ReleaseFigures::asOf).orElseGet(since::orElseThrow);
    Duration age = Duration.between(from, now);
    if (age.compareTo(most) <= 0) {
      return Optional.empty();
    }
    String what =
        source
            .release()
            .map(
                release ->
                    "release %d is %d h old, %d h is most"
                        .formatted(release.release(), age.toHours(), most.toHours()))
            .orElse(
                "it has a night since %d h and no release, %d h is most"
                    .formatted(age.toHours(), most.toHours()));
    return Optional.of(
        DaybookException.of(
                Code.RELEASE_STALE,
                "Cannot show what is current of %s: %s".formatted(source.source(), what))
            .state("readers see the old release")
            .next("daybook status says where the night is; daybook run " + source.source())
            .build());
  }
}
