package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

/** The right of one process to one delivery, for as long as it is renewed. */
final class Claim {
  private final Delivery delivery;
  private volatile boolean lost;

  Claim(Delivery delivery) {
    this.delivery = requireNonNull(delivery, "delivery is null");
  }

  /** As it was when it was claimed. */
  Delivery delivery() {
    return delivery;
  }

  boolean isLost() {
    return lost;
  }

  void lose() {
    lost = true;
  }
}
