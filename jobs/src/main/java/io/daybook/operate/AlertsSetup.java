package io.daybook.operate;

import static java.util.Objects.requireNonNull;

import io.daybook.config.AlertsConfig;
import io.daybook.config.DeliveryConfig;
import io.daybook.state.State;
import java.time.Clock;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;

/**
 * What alerts go out by.
 *
 * @param tls whose certificates of mail servers are trusted
 * @param where the installation, for people
 * @param screen shows a problem to whoever watches this process
 */
public record AlertsSetup(
    State state,
    AlertsConfig alerts,
    DeliveryConfig delivery,
    SSLSocketFactory tls,
    String where,
    Consumer<String> screen,
    Clock clock) {
  /** Sessions of the state that alerts may want at once. */
  public static final int SESSIONS = 2;

  public AlertsSetup {
    requireNonNull(state, "state is null");
    requireNonNull(alerts, "alerts is null");
    requireNonNull(delivery, "delivery is null");
    requireNonNull(tls, "tls is null");
    requireNonNull(where, "where is null");
    requireNonNull(screen, "screen is null");
    requireNonNull(clock, "clock is null");
  }
}
