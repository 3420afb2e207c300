package io.daybook.extract;

import java.time.Duration;

/** Pauses that double. For one thread. */
final class Backoff {
  private Duration next;

  Backoff(Duration first) {
    this.next = first;
  }

  void sleep() throws InterruptedException {
    Thread.sleep(next.toMillis());
    next = next.multipliedBy(2);
  }
}
