package io.daybook.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where messages go. Without a word of the operator none goes to anybody.
 *
 * @param from sender of mails, {@code Daybook <reports@example.com>}
 * @param smtp the mail server
 * @param folder where shadow deliveries and those of the channel folder are written
 * @param redirectTo where all mails go instead of to their recipients, for trials
 * @param allowedDomains of recipients, lower case; empty for all
 * @param largest bytes of a whole mail, as it is sent
 * @param giveUpAfter how long what is not accepted is tried again
 * @param sources modes by source; shadow where there is none
 */
public record DeliveryConfig(
    Optional<String> from,
    Optional<SmtpConfig> smtp,
    Path folder,
    Optional<String> redirectTo,
    Set<String> allowedDomains,
    long largest,
    Duration giveUpAfter,
    Map<String, Modes> sources) {
  /** Twenty megabytes, what most servers take. */
  public static final long DEFAULT_LARGEST = 20_000_000;

  /** A day: then the next daily report is there. */
  public static final Duration DEFAULT_GIVE_UP_AFTER = Duration.ofHours(24);

  /**
   * Modes of one source.
   *
   * @param mode of its tenants
   * @param tenants those that differ
   */
  public record Modes(DeliveryMode mode, Map<String, DeliveryMode> tenants) {
    /** Shadow for all. */
    public static final Modes SHADOW = new Modes(DeliveryMode.SHADOW, Map.of());

    public Modes {
      requireNonNull(mode, "mode is null");
      tenants = Map.copyOf(tenants);
    }

    /** Whether any tenant is live. */
    public boolean isAnyLive() {
      return mode == DeliveryMode.LIVE || tenants.containsValue(DeliveryMode.LIVE);
    }
  }

  public DeliveryConfig {
    requireNonNull(from, "from is null");
    requireNonNull(smtp, "smtp is null");
    requireNonNull(folder, "folder is null");
    requireNonNull(redirectTo, "redirectTo is null");
    allowedDomains = Set.copyOf(allowedDomains);
    requireNonNull(giveUpAfter, "giveUpAfter is null");
    sources = Map.copyOf(sources);
  }

  /** What holds where the configuration says nothing. */
  public static DeliveryConfig defaults(Path directory) {
    return new DeliveryConfig(
        Optional.empty(),
        Optional.empty(),
        directory.resolve("delivered"),
        Optional.empty(),
        Set.of(),
        DEFAULT_LARGEST,
        DEFAULT_GIVE_UP_AFTER,
        Map.of());
  }

  /** The mode of a tenant. */
  public DeliveryMode mode(String source, String tenant) {
    Modes modes = sources.getOrDefault(source, Modes.SHADOW);
    return modes.tenants().getOrDefault(tenant, modes.mode());
  }
}
