package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import io.daybook.config.DeliveryConfig;
import io.daybook.fault.DaybookException;
import io.daybook.state.StateDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;

/**
 * What a dispatcher works with.
 *
 * @param contents where the bytes of a source's messages are
 * @param tls whose certificates of mail servers are trusted
 * @param alerts told what needs a person; called by several threads, must not block for long
 * @param operators addresses that mails to operators may go to
 * @param senders messages under way at once, at most
 * @param lease how long a claim holds without renewal
 */
public record DispatcherSetup(
    StateDatabase database,
    Function<String, Contents> contents,
    DeliveryConfig config,
    SSLSocketFactory tls,
    Consumer<DaybookException> alerts,
    Set<String> operators,
    int senders,
    Duration lease,
    Clock clock) {
  /** Messages at once where nothing else is said. */
  public static final int DEFAULT_SENDERS = 4;

  /** Life of a claim where nothing else is said. */
  public static final Duration DEFAULT_LEASE = Duration.ofMinutes(1);

  public DispatcherSetup {
    requireNonNull(database, "database is null");
    requireNonNull(contents, "contents is null");
    requireNonNull(config, "config is null");
    requireNonNull(tls, "tls is null");
    requireNonNull(alerts, "alerts is null");
    operators =
        operators.stream()
            .map(address -> address.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    requireNonNull(lease, "lease is null");
    requireNonNull(clock, "clock is null");
    if (senders < 1) {
      throw new IllegalArgumentException("Invalid senders: " + senders);
    }
  }

  /** Where nobody runs it who could be told. */
  public DispatcherSetup(
      StateDatabase database,
      Function<String, Contents> contents,
      DeliveryConfig config,
      SSLSocketFactory tls,
      Consumer<DaybookException> alerts,
      int senders,
      Duration lease,
      Clock clock) {
    this(database, contents, config, tls, alerts, Set.of(), senders, lease, clock);
  }

  /** The same, with those whom mails to operators may go to. */
  public DispatcherSetup withOperators(Collection<String> addresses) {
    return new DispatcherSetup(
        database, contents, config, tls, alerts, Set.copyOf(addresses), senders, lease, clock);
  }

  /** Sessions of the state that a dispatcher of so many senders may want at once. */
  public static int sessions(int senders) {
    int keeping = 2;
    return senders + keeping;
  }

  /** The usual: the JVM's certificates, {@link #DEFAULT_SENDERS}, {@link #DEFAULT_LEASE}. */
  public static DispatcherSetup of(
      StateDatabase database,
      Function<String, Contents> contents,
      DeliveryConfig config,
      Consumer<DaybookException> alerts,
      Clock clock) {
    return new DispatcherSetup(
        database,
        contents,
        config,
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        alerts,
        Set.of(),
        DEFAULT_SENDERS,
        DEFAULT_LEASE,
        clock);
  }
}
