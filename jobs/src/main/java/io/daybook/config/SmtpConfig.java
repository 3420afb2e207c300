package io.daybook.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The mail server that takes what we send.
 *
 * @param user empty where the server asks for none; comes with a password
 * @param timeout of connecting and of each read and write
 * @param finalTimeout how long the server may think about a whole message. RFC 5321, 4.5.3.2.6,
 *     asks for ten minutes: giving up earlier leaves messages of which nobody knows
 */
public record SmtpConfig(
    String host,
    int port,
    Optional<String> user,
    Optional<Secret> password,
    Tls tls,
    Duration timeout,
    Duration finalTimeout) {
  /** Patience for each read and write where the configuration says nothing. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /** Patience for the last reply where the configuration says nothing. */
  public static final Duration DEFAULT_FINAL_TIMEOUT = Duration.ofMinutes(10);

  /** How the connection is protected. */
  public enum Tls {
    /** By STARTTLS; a server without it is refused. */
    STARTTLS(587),
    /** From the first byte. */
    IMPLICIT(465),
    /** Not at all. */
    NONE(25);

    private final int port;

    Tls(int port) {
      this.port = port;
    }

    /** The usual port. */
    public int port() {
      return port;
    }

    /** The name as people write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** All names. */
    public static List<String> names() {
      return Arrays.stream(values()).map(Tls::text).toList();
    }
  }

  public SmtpConfig {
    requireNonNull(host, "host is null");
    requireNonNull(user, "user is null");
    requireNonNull(password, "password is null");
    requireNonNull(tls, "tls is null");
    requireNonNull(timeout, "timeout is null");
    requireNonNull(finalTimeout, "finalTimeout is null");
  }

  /** Where it is, for people. */
  public String where() {
    return host + ":" + port;
  }
}
