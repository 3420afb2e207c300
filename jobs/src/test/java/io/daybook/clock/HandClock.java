package io.daybook.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. In UTC. Safe for several threads. */
public class HandClock extends Clock {
  private volatile Instant now;

  /** One that stands at an instant. */
  public HandClock(Instant now) {
    this.now = now;
  }

  /** One that stands at an instant, {@code 2026-11-21T02:00:00Z} for instance. */
  public static HandClock at(String now) {
    return new HandClock(Instant.parse(now));
  }

  /** Goes on. */
  public final synchronized void move(Duration by) {
    now = now.plus(by);
  }

  /** Goes on, or back. */
  public final synchronized void moveTo(Instant instant) {
    now = instant;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Daybook's clocks are in UTC");
  }
}
