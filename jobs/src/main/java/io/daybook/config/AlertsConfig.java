package io.daybook.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who hears of what needs a person.
 *
 * @param to addresses of operators; mails go by the server of deliveries
 * @param ping URL that is asked for after each night that published; whoever knows it can make a
 *     dead installation look alive
 * @param staleAfter how old the newest release of a source with a night may be
 */
public record AlertsConfig(List<String> to, Optional<Secret> ping, Duration staleAfter) {
  /** A day and two hours: a night that is late but not lost. */
  public static final Duration DEFAULT_STALE_AFTER = Duration.ofHours(26);

  /** Nobody is told; the log and {@code daybook status} know. */
  public static final AlertsConfig NONE =
      new AlertsConfig(List.of(), Optional.empty(), DEFAULT_STALE_AFTER);

  public AlertsConfig {
    to = List.copyOf(to);
    requireNonNull(ping, "ping is null");
    requireNonNull(staleAfter, "staleAfter is null");
  }
}
