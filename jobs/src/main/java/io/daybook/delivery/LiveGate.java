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
final class LiveGate {
  private final DeliveryConfig config;
  private final LiveConfirmations confirmations;

  LiveGate(DeliveryConfig config, LiveConfirmations confirmations) {
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
   * Whether all that is live is confirmed. A trial need not be: it reaches nobody else.
   *
   * @return DELIVERY_UNCONFIRMED for the first that is not
   */
  Optional<DaybookException> unconfirmed() {
    if (!isReal()
        || config.sources().values().stream().noneMatch(DeliveryConfig.Modes::isAnyLive)) {
      return Optional.empty();
    }
    List<LiveConfirmations.Confirmation> inForce = confirmations.inForce();
    return new TreeMap<>(config.sources())
        .entrySet().stream()
            .flatMap(each -> unconfirmed(each.getKey(), each.getValue(), inForce).stream())
            .findFirst();
  }

  private static Optional<DaybookException> unconfirmed(
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
        return Optional.of(unconfirmed(source, each));
      }
    }
    return Optional.empty();
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
