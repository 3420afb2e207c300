package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators hear of deliveries: those that failed or of which nobody knows, and what keeps all
 * of them from going out, once until it is over. Addresses are not told: an alert may go where they
 * may not. Safe for several threads.
 */
final class DeliveryAlerts {
  private static final Logger log = LoggerFactory.getLogger(DeliveryAlerts.class);

  private static final int SHOWN = 20;

  private final Consumer<DaybookException> listener;
  private Optional<Code> told = Optional.empty();

  /**
   * Alerts that go to this listener.
   *
   * @param listener told what needs a person; must not block for long
   */
  DeliveryAlerts(Consumer<DaybookException> listener) {
    this.listener = requireNonNull(listener, "listener is null");
  }

  /** Tells of deliveries that ended badly. */
  void tell(List<Delivery> ended) {
    List<Delivery> untold = new ArrayList<>();
    for (Delivery each : ended) {
      if (each.key().isForOperator()) {
        // To tell operators of that by mail would only make more of it.
        log.error("Cannot tell an operator: delivery {} is {}", each.id(), each.status().text());
      } else {
        untold.add(each);
      }
    }
    tell(
        untold,
        DeliveryStatus.FAILED,
        Code.DELIVERY_FAILED,
        "Cannot deliver %d messages",
        "they were not accepted and are not tried again");
    tell(
        untold,
        DeliveryStatus.UNKNOWN,
        Code.DELIVERY_UNKNOWN,
        "Cannot tell whether %d messages arrived",
        "they may have arrived, so they are not sent again by themselves");
  }

  private void tell(
      List<Delivery> untold, DeliveryStatus status, Code code, String what, String state) {
    List<Delivery> these = untold.stream().filter(each -> each.status() == status).toList();
    if (these.isEmpty()) {
      return;
    }
    String ids =
        these.stream()
            .limit(SHOWN)
            .map(each -> Long.toString(each.id()))
            .collect(Collectors.joining(", "));
    raise(
        DaybookException.of(code, what.formatted(these.size()) + ": deliveries " + ids)
            .state(state)
            .next(
                "daybook deliveries show %d; daybook deliveries resend %d sends it once more"
                    .formatted(these.get(0).id(), these.get(0).id()))
            .build());
  }

  /** Tells of what keeps everything from going out, unless it was the same the last time. */
  synchronized void tellOnce(RuntimeException failure) {
    if (!(failure instanceof DaybookException known)) {
      log.error("A defect of Daybook", failure);
      return;
    }
    log.warn("{}", known.getMessage());
    if (!told.equals(Optional.of(known.code()))) {
      told = Optional.of(known.code());
      raise(known);
    }
  }

  /** What kept everything from going out is over. */
  synchronized void worksAgain() {
    told = Optional.empty();
  }

  void raise(DaybookException problem) {
    listener.accept(problem);
  }
}
