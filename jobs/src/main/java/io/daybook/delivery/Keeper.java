package io.daybook.delivery;

import io.daybook.fault.DaybookException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the claims that this process works on, three times within their life. */
final class Keeper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Keeper.class);

  private final Set<DeliveryClaim> kept = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "daybook-deliveries-lease");
            thread.setDaemon(true);
            return thread;
          });

  Keeper(Duration ttl) {
    long period = Math.max(1, ttl.toMillis() / 3);
    var unused = timer.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
  }

  void keep(DeliveryClaim claim) {
    kept.add(claim);
  }

  void forget(DeliveryClaim claim) {
    kept.remove(claim);
  }

  private void renew() {
    for (DeliveryClaim claim : kept) {
      try {
        if (!claim.isLost() && !claim.renew()) {
          log.warn("Lost delivery {}: its claim was taken over", claim.delivery().id());
        }
      } catch (DaybookException e) {
        // The state server may be back before the claim ends; it is asked again before anything
        // goes out.
        log.warn("Cannot renew the claim of delivery {}: {}", claim.delivery().id(), e.code());
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
