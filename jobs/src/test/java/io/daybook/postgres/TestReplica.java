package io.daybook.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A primary and a streaming replica of it: two real servers, the second a copy of the first. */
public final class TestReplica implements AutoCloseable {
  private static final String DATABASE = "postgres";

  private final PostgresServer primary;
  private final PostgresServer replica;

  private TestReplica(PostgresServer primary, PostgresServer replica) {
    this.primary = primary;
    this.replica = replica;
  }

  /**
   * Starts both.
   *
   * @param settings of the replica
   */
  public static TestReplica start(Path folder, Map<String, String> settings) throws IOException {
    Path first = folder.resolve("primary");
    Path second = folder.resolve("replica");
    // A commit that asks for it returns when the replica shows it.
    Map<String, String> sending =
        Map.of("synchronous_standby_names", "*", "synchronous_commit", "local", "fsync", "off");
    PostgresServer.open(first, sending).stop();
    copy(first, second);
    Files.createFile(second.resolve("data/standby.signal"));
    PostgresServer primary = PostgresServer.open(first, sending);
    Map<String, String> receiving = new HashMap<>(settings);
    receiving.put("fsync", "off");
    receiving.put(
        "primary_conninfo",
        "host=127.0.0.1 port=%d user=%s password=%s"
            .formatted(primary.port(), primary.user(), primary.password()));
    return new TestReplica(primary, PostgresServer.open(second, receiving));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(file -> copyOne(file, to.resolve(from.relativize(file).toString())));
    }
  }

  private static void copyOne(Path file, Path to) {
    try {
      Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Executes on the primary; afterwards the replica shows it. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect(primary);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
      statement.execute("set synchronous_commit = remote_apply");
      statement.execute("create table if not exists shown (n integer)");
      statement.execute("insert into shown values (1)");
    }
  }

  private static Connection connect(PostgresServer server) throws SQLException {
    return DriverManager.getConnection(server.url(DATABASE), server.user(), server.password());
  }

  /** The primary, as a database that tests know. */
  public TestPostgres primary() {
    return database(primary);
  }

  /** The replica, which only reads. */
  public TestPostgres replica() {
    return database(replica);
  }

  private static TestPostgres database(PostgresServer server) {
    return new TestPostgres(server.url(DATABASE), server.user(), server.password());
  }

  @Override
  public void close() {
    replica.stop();
    primary.stop();
  }
}
