package io.daybook.postgres;

import io.daybook.disk.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fresh, empty database on one real server that all tests of the JVM share. The server is stopped
 * and deleted when the JVM ends.
 */
public record TestPostgres(String url, String user, String password) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** A database nobody has used. */
  public static TestPostgres database() {
    PostgresServer server = Shared.SERVER;
    String name = "test_" + COUNT.incrementAndGet();
    server.createDatabase(name);
    return new TestPostgres(server.url(name), server.user(), server.password());
  }

  /** A database in another encoding than UTF8. */
  public static TestPostgres database(String encoding) throws SQLException {
    PostgresServer server = Shared.SERVER;
    String name = "test_" + COUNT.incrementAndGet();
    TestPostgres any = database();
    try (Connection connection = any.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create database %s encoding '%s' template template0 lc_collate 'C' lc_ctype 'C'"
              .formatted(name, encoding));
    }
    return new TestPostgres(server.url(name), server.user(), server.password());
  }

  /** A new session as the owner. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** Started by the first test that needs it. */
  private static final class Shared {
    static final PostgresServer SERVER = start();

    private static PostgresServer start() {
      try {
        Path directory = Files.createTempDirectory("daybook-postgres-");
        PostgresServer server =
            PostgresServer.open(
                directory,
                Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(server, directory)));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void remove(PostgresServer server, Path directory) {
      try {
        server.stop();
        Folders.delete(directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
