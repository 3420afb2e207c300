package io.daybook.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * One time at which a rule is due.
 *
 * @param local as the rule has it; a clock change may have left this time out
 * @param instant when that is
 */
public record DueTime(LocalDateTime local, Instant instant) {
  public DueTime {
    requireNonNull(local, "local is null");
    requireNonNull(instant, "instant is null");
  }

  /** The day that the run is for, also when it runs late. */
  public LocalDate businessDate() {
    return local.toLocalDate();
  }
}
