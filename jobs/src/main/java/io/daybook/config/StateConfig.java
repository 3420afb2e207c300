package io.daybook.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/** The PostgreSQL that remembers runs, steps and leases. */
public sealed interface StateConfig {
  /**
   * A server that Daybook creates, starts and stops itself.
   *
   * @param directory its data directory
   */
  record Embedded(Path directory) implements StateConfig {
    public Embedded {
      requireNonNull(directory, "directory is null");
    }
  }

  /**
   * A server that somebody else runs.
   *
   * @param url JDBC URL without credentials
   */
  record Server(String url, String user, Secret password) implements StateConfig {
    public Server {
      requireNonNull(url, "url is null");
      requireNonNull(user, "user is null");
      requireNonNull(password, "password is null");
    }
  }
}
