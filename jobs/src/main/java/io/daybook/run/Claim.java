package io.daybook.run;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.state.Lease;
import io.daybook.state.LeaseHolder;
import java.time.Duration;
import java.util.Optional;

/** Takes the lease of a source, also from a process of this machine that is dead. */
final class Claim {
  private Claim() {}

  /**
   * Takes the lease.
   *
   * @throws DaybookException RUN_BUSY when a living process holds it
   */
  static Lease take(NightSetup setup) {
    String source = setup.model().name();
    String self = Holder.ofThisProcess().text();
    Duration ttl = setup.leaseTtl();
    return setup
        .state()
        .leases()
        .acquire(source, self, ttl)
        .or(() -> fromTheDead(setup, self))
        .orElseThrow(() -> busy(setup));
  }

  private static Optional<Lease> fromTheDead(NightSetup setup, String self) {
    return setup
        .state()
        .leases()
        .holder(setup.model().name())
        .filter(Claim::isDead)
        .flatMap(dead -> setup.state().leases().seize(dead, self, setup.leaseTtl()));
  }

  static boolean isDead(LeaseHolder holder) {
    return Holder.parse(holder.holder()).map(Holder::isDead).orElse(false);
  }

  private static DaybookException busy(NightSetup setup) {
    String source = setup.model().name();
    Optional<LeaseHolder> holder = setup.state().leases().holder(source);
    String who = holder.map(each -> each.holder()).orElse("another process");
    DaybookException.Builder failure =
        DaybookException.of(
            Code.RUN_BUSY, "Cannot run " + source + ": " + who + " works on it now");
    holder.ifPresent(
        each -> failure.line("lease", "ends at " + each.expiresAt() + " unless it is renewed"));
    return failure
        .state("nothing was started or changed")
        .next("wait for that run; daybook status shows where it is")
        .build();
  }
}
