package io.daybook.delivery;

import io.daybook.config.DeliveryConfig;
import io.daybook.config.DeliveryMode;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides whether a message may reach a real person. */
final class Gate {
  private final DeliveryConfig config;
  private final LiveConfirmations confirmations;

  Gate(DeliveryConfig config, LiveConfirmations confirmations) {
    this.config = config;
    this.confirmations = confirmations;
  }

  boolean isLive(Delivery delivery) {
    return config.mode(delivery.key().source(), delivery.key().tenant()) == DeliveryMode.LIVE;
  }

  /** Whether a live mail goes to its recipient: a trial's goes to the operator. */
  boolean isReal() {
    return config.redirectTo().isEmpty();
  }

  /**
   * Demands a confirmation for all that is live. A trial needs none: it reaches nobody else.
   *
   * @throws DaybookException DELIVERY_UNCONFIRMED for the first that has none
   */
  void requireConfirmed() {
    if (!isReal()) {
      return;
    }
    if (config.sources().values().stream().noneMatch(DeliveryConfig.Modes::isAnyLive)) {
      return;
    }
    List<LiveConfirmations.Confirmation> inForce = confirmations.inForce();
    new TreeMap<>(config.sources())
        .forEach((source, modes) -> requireConfirmed(source, modes, inForce));
  }

  private static void requireConfirmed(
      String source, DeliveryConfig.Modes modes, List<LiveConfirmations.Confirmation> inForce) {
    List<Optional<String>> live = new ArrayList<>();
    if (modes.mode() == DeliveryMode.LIVE) {
      live.add(Optional.empty());
    }
    new TreeMap<>(modes.tenants())
        .entrySet().stream()
            .filter(each -> each.getValue() == DeliveryMode.LIVE)
            .map(Map.Entry::getKey)
            .forEach(tenant -> live.add(Optional.of(tenant)));
    for (Optional<String> each : live) {
      boolean confirmed =
          inForce.stream()
              .filter(given -> given.source().equals(source))
              .anyMatch(given -> given.tenant().isEmpty() || given.tenant().equals(each));
      if (!confirmed) {
        throw unconfirmed(source, each);
      }
    }
  }

  private static DaybookException unconfirmed(String source, Optional<String> tenant) {
    String option = tenant.map(id -> " --tenant " + id).orElse("");
    return DaybookException.of(
            Code.DELIVERY_UNCONFIRMED,
            "Cannot deliver: daybook.yml says that %s%s is live, and nobody has confirmed that its own sender is off"
                .formatted(source, tenant.map(id -> " tenant " + id).orElse("")))
        .state("nothing was sent; deliveries wait")
        .next(
            "daybook deliveries go-live %s%s --confirm \"%s\", or mode: shadow"
                .formatted(source, option, LiveConfirmations.phrase(source, tenant)))
        .build();
  }
}
