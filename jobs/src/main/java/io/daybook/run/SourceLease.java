package io.daybook.run;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.state.Lease;
import io.daybook.state.LeaseHolder;
import io.daybook.state.State;
import java.time.Duration;
import java.util.Optional;

/** Takes the lease of a source, also from a process of this machine that is dead. */
final class SourceLease {
  private SourceLease() {}

  /**
   * Takes the lease.
   *
   * @throws DaybookException RUN_BUSY when a living process holds it
   */
  static Lease take(State state, String source, Duration ttl) {
    String self = Holder.ofThisProcess().text();
    return state
        .leases()
        .acquire(source, self, ttl)
        .or(() -> fromTheDead(state, source, self, ttl))
        .orElseThrow(() -> busy(state, source));
  }

  private static Optional<Lease> fromTheDead(
      State state, String source, String self, Duration ttl) {
    return state
        .leases()
        .holder(source)
        .filter(SourceLease::isDead)
        .flatMap(dead -> state.leases().seize(dead, self, ttl));
  }

  static boolean isDead(LeaseHolder holder) {
    return Holder.parse(holder.holder()).map(Holder::isDead).orElse(false);
  }

  private static DaybookException busy(State state, String source) {
    Optional<LeaseHolder> holder = state.leases().holder(source);
    String who = holder.map(each -> each.holder()).orElse("another process");
    DaybookException.Builder failure =
        DaybookException.of(
            Code.RUN_BUSY, "Cannot work on " + source + ": " + who + " works on it now");
    holder.ifPresent(
        each -> failure.line("lease", "ends at " + each.expiresAt() + " unless it is renewed"));
    return failure
        .state("nothing was started or changed")
        .next("wait for that run; daybook status shows where it is")
        .build();
  }
}
