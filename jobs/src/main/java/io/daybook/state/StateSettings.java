package io.daybook.state;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/** Where the state lives. */
public sealed interface StateSettings {
  /** A server of Daybook's own with everything in this directory. */
  static StateSettings embedded(Path directory) {
    return new Embedded(directory);
  }

  /**
   * A database of the operator; Daybook makes its schema {@code daybook} there.
   *
   * @param url JDBC URL without credentials
   */
  static StateSettings server(String url, String user, String password) {
    return new Server(url, user, password);
  }

  /** A server of Daybook's own. */
  record Embedded(Path directory) implements StateSettings {
    public Embedded {
      requireNonNull(directory, "directory is null");
    }
  }

  /** A database of the operator. */
  record Server(String url, String user, String password) implements StateSettings {
    public Server {
      requireNonNull(url, "url is null");
      requireNonNull(user, "user is null");
      requireNonNull(password, "password is null");
    }

    /** Hides the password, and parameters of the URL that may hold one. */
    @Override
    public String toString() {
      return "Server[url=" + StateDatabase.withoutParameters(url) + ", user=" + user + "]";
    }
  }
}
