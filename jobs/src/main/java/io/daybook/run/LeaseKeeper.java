package io.daybook.run;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.state.Lease;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews a lease three times within its life, and remembers when it was lost. */
final class LeaseKeeper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

  private final Lease lease;
  private final Runnable onLoss;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "daybook-lease");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean lost;

  /**
   * Starts to renew.
   *
   * @param onLoss is called once, by another thread, when the lease turns out to be lost
   */
  LeaseKeeper(Lease lease, Duration ttl, Runnable onLoss) {
    this.lease = lease;
    this.onLoss = onLoss;
    long period = Math.max(1, ttl.toMillis() / 3);
    var unused = timer.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
  }

  private void renew() {
    if (lost) {
      return;
    }
    try {
      if (!lease.renew()) {
        lost = true;
        onLoss.run();
      }
    } catch (DaybookException e) {
      // The state server may be back before the lease ends; ensureHeld asks again before anything
      // is published.
      log.warn("Cannot renew the lease: {}", e.code().text());
    }
  }

  /**
   * Asks the state server whether this process still is the one that may publish.
   *
   * @throws DaybookException PUBLISH_CONFLICT when another run took over
   */
  void ensureHeld() {
    if (lost || !lease.renew()) {
      lost = true;
      throw lostLease();
    }
  }

  /** Whether the lease is known to be lost. */
  boolean isLost() {
    return lost;
  }

  DaybookException lostLease() {
    return DaybookException.of(
            Code.PUBLISH_CONFLICT,
            "Cannot go on with this run: another run took the lease over while this process stood still")
        .state("readers keep what the other run publishes; nothing of this run is visible")
        .next("nothing to do; daybook runs shows both runs")
        .build();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
