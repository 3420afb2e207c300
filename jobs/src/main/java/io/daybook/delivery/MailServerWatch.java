package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import io.daybook.delivery.smtp.Outcome;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether the mail server lets us in. One that does not is left alone for a minute, and operators
 * are told once until it accepts a mail again. Safe for several threads.
 */
final class MailServerWatch {
  private static final Duration LEFT_ALONE = Duration.ofMinutes(1);

  private final DeliveryAlerts alerts;
  private final Clock clock;
  private volatile Instant until = Instant.MIN;
  private boolean told;

  MailServerWatch(DeliveryAlerts alerts, Clock clock) {
    this.alerts = requireNonNull(alerts, "alerts is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  boolean isLeftAlone() {
    return clock.instant().isBefore(until);
  }

  /** It did not let us in. */
  synchronized void refused(Outcome outcome) {
    until = clock.instant().plus(LEFT_ALONE);
    if (!told) {
      told = true;
      alerts.raise(
          DaybookException.of(
                  Code.MAIL_SERVER, "Cannot hand mails to the mail server: " + outcome.reply())
              .state("they wait and are tried again; everything else goes on")
              .next("see that the server runs, and delivery.smtp in daybook.yml")
              .build());
    }
  }

  /** It has accepted a mail. */
  synchronized void answered() {
    told = false;
  }
}
