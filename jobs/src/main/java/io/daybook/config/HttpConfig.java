package io.daybook.config;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * Where {@code serve} tells a monitoring system how it is.
 *
 * @param host address that it listens on; loopback unless the operator says otherwise
 * @param port 0 for any that is free
 * @param isChosen whether the operator named the port: then it must be free
 * @param names by which it may be called, lower case, beside addresses and {@code localhost}
 */
public record HttpConfig(String host, int port, boolean isChosen, Set<String> names) {
  /** Listens here where the configuration says nothing. */
  public static final HttpConfig DEFAULT = new HttpConfig("127.0.0.1", 8350, false, Set.of());

  public HttpConfig {
    requireNonNull(host, "host is null");
    names = Set.copyOf(names);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("Invalid port: " + port);
    }
  }

  /** The same on a port that the operator names. */
  public HttpConfig on(int chosen) {
    return new HttpConfig(host, chosen, true, names);
  }
}
