package io.daybook.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How to reach one source, and how much of it we may take.
 *
 * @param name name of its folder under {@code sql/}
 * @param url JDBC URL without credentials
 * @param connections most connections that are open at once, the coordinator's among them
 * @param yieldAfter how long somebody may wait on our locks before the extraction steps aside
 * @param quarantine how much a night may lack
 */
public record SourceConfig(
    String name,
    String url,
    String user,
    Secret password,
    int connections,
    Duration yieldAfter,
    QuarantineLimit quarantine) {
  /** Connections where the configuration says nothing. */
  public static final int DEFAULT_CONNECTIONS = 4;

  /** Patience where the configuration says nothing. */
  public static final Duration DEFAULT_YIELD_AFTER = Duration.ofSeconds(5);

  public SourceConfig {
    requireNonNull(name, "name is null");
    requireNonNull(url, "url is null");
    requireNonNull(user, "user is null");
    requireNonNull(password, "password is null");
    requireNonNull(yieldAfter, "yieldAfter is null");
    requireNonNull(quarantine, "quarantine is null");
  }
}
