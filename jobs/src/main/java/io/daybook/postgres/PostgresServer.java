package io.daybook.postgres;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server of one directory, shared by all processes that open the directory.
 *
 * <p>The server is a process of its own: it outlives a JVM that is killed, and the next one to open
 * the directory adopts it. Each open object keeps one session, so that {@link #close} of another
 * process sees it. Safe for several threads.
 *
 * <p>All failures are {@link DaybookException}: STATE_UNAVAILABLE, STATE_AUTH, STATE_VERSION.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final String USER = "daybook";
  private static final String ANY_DATABASE = "postgres";
  private static final int ATTEMPTS = 5;
  private static final long RETRY_MILLIS = 500;
  private static final int LOOKS = 5;
  private static final long LOOK_MILLIS = 20;
  private static final long PATIENCE_MILLIS = TimeUnit.MINUTES.toMillis(2);

  /** Another process created the same database at the same time. */
  private static final Set<String> ALREADY_THERE = Set.of("42P04", "23505");

  private final ServerDirectory directory;
  private final String password;
  private final int port;
  private final Connection presence;

  private PostgresServer(
      ServerDirectory directory, String password, int port, Connection presence) {
    this.directory = directory;
    this.password = password;
    this.port = port;
    this.presence = presence;
  }

  /** {@link #open(Path, Map)} without settings of the caller. */
  public static PostgresServer open(Path directory) {
    return open(directory, Map.of());
  }

  /**
   * Adopts the live server of this directory, or starts it; creates it first if there is none.
   * Several processes may open the same directory at the same moment: they share one server.
   *
   * @param directory where data, password and log lie; made if absent, closed to other users
   * @param settings server settings on top of Daybook's; they hold when this call starts the server
   */
  @SuppressWarnings("try") // the lock is held, not used
  public static PostgresServer open(Path directory, Map<String, String> settings) {
    requireNonNull(directory, "directory is null");
    try {
      ServerDirectory files = ServerDirectory.create(directory);
      try (ServerDirectory.Held held = files.lock()) {
        return openLocked(files, Map.copyOf(settings));
      }
    } catch (IOException e) {
      throw Failures.unavailable(directory, "open the state server", e.toString())
          .state("the data, if there is any, is kept")
          .next("mend the directory and run the command again")
          .cause(e)
          .build();
    }
  }

  private static PostgresServer openLocked(ServerDirectory files, Map<String, String> settings)
      throws IOException {
    String password = files.password();
    if (files.hasData()) {
      files.checkVersion();
    } else {
      new ServerPrograms(files, Binaries.unpacked()).create(USER);
    }
    for (int attempt = 1; ; attempt++) {
      Optional<PidFile> live = awaitLive(files);
      if (live.isPresent()) {
        return adopt(files, password, live.get().port());
      }
      ServerSettings.write(files.data(), settings);
      try {
        new ServerPrograms(files, Binaries.unpacked()).start();
      } catch (DaybookException e) {
        // Backends of a killed server still end, the port was taken meanwhile, or another start
        // that lost its JVM was faster.
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LOG.info("Starting the state server again: attempt {} failed", attempt);
        pause(files, RETRY_MILLIS);
      }
    }
  }

  /** The live server, once it accepts sessions; empty when there is none or it has gone. */
  private static Optional<PidFile> awaitLive(ServerDirectory files) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (true) {
      Optional<PidFile> found = PidFile.read(files.data());
      if (found.isEmpty()) {
        return found;
      }
      if (!found.get().alive()) {
        PidFile.disown(files.data());
        return Optional.empty();
      }
      if (found.get().ready()) {
        return found;
      }
      if (System.nanoTime() - end > 0) {
        throw Failures.unavailable(
                files.path(),
                "adopt the state server",
                "process %d is %s for more than two minutes"
                    .formatted(found.get().pid(), found.get().status()))
            .next("see its server.log, then end that process and run the command again")
            .build();
      }
      pause(files, 20);
    }
  }

  private static PostgresServer adopt(ServerDirectory files, String password, int port) {
    Connection presence = connect(files, password, port, ANY_DATABASE);
    return new PostgresServer(files, password, port, presence);
  }

  private static void pause(ServerDirectory files, long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.unavailable(files.path(), "wait for the state server", "interrupted")
          .cause(e)
          .build();
    }
  }

  /** The JDBC URL of a database of this server; holds no credentials. */
  public String url(String database) {
    return url(port, database);
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** The role that owns the server. */
  public String user() {
    return USER;
  }

  /** The role's password; a secret. */
  public String password() {
    return password;
  }

  /** The port on the loopback interface. A restart keeps it unless somebody else has taken it. */
  public int port() {
    return port;
  }

  /** A new session; the caller closes it. */
  public Connection connect(String database) {
    return connect(directory, password, port, database);
  }

  private static Connection connect(
      ServerDirectory files, String password, int port, String database) {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "daybook");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("loginTimeout", "20");
    try {
      return DriverManager.getConnection(url(port, database), properties);
    } catch (SQLException e) {
      throw Failures.connect(files.path(), url(port, database), e);
    }
  }

  /**
   * Creates a database unless it is there.
   *
   * @param name lower-case letters, digits and underscores
   */
  public void createDatabase(String name) {
    if (!name.matches("[a-z_][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("Invalid name of a database: " + name);
    }
    try (Connection session = connect(ANY_DATABASE);
        PreparedStatement find =
            session.prepareStatement("select 1 from pg_database where datname = ?");
        Statement create = session.createStatement()) {
      find.setString(1, name);
      try (ResultSet found = find.executeQuery()) {
        if (!found.next()) {
          create.execute("create database " + name);
        }
      }
    } catch (SQLException e) {
      if (!ALREADY_THERE.contains(e.getSQLState())) {
        throw Failures.unavailable(directory.path(), "create the database " + name, e.getMessage())
            .state("the server runs; no database was created")
            .next("see server.log, mend its cause and run the command again")
            .cause(e)
            .build();
      }
    }
  }

  /** Ends this object's session, and stops the server unless another session is connected. */
  @Override
  public void close() {
    locked(
        "close",
        () -> {
          presence.close();
          if (runs() && unused()) {
            new ServerPrograms(directory, Binaries.unpacked()).stop();
          }
        });
  }

  /** Stops the server, whoever uses it. */
  public void stop() {
    locked(
        "stop",
        () -> {
          presence.close();
          if (runs()) {
            new ServerPrograms(directory, Binaries.unpacked()).stop();
          }
        });
  }

  private boolean runs() throws IOException {
    return PidFile.read(directory.data()).filter(PidFile::alive).isPresent();
  }

  /** Looks a few times, because the backends of sessions that were just closed take a moment. */
  private boolean unused() throws SQLException {
    for (int look = 1; look < LOOKS; look++) {
      if (otherSessions() == 0) {
        return true;
      }
      pause(directory, LOOK_MILLIS);
    }
    return otherSessions() == 0;
  }

  private int otherSessions() throws SQLException {
    try (Connection session = connect(ANY_DATABASE);
        Statement statement = session.createStatement();
        ResultSet count =
            statement.executeQuery(
                """
                select count(*)
                from pg_stat_activity
                where backend_type = 'client backend' and pid <> pg_backend_pid()
                """)) {
      count.next();
      return count.getInt(1);
    }
  }

  @SuppressWarnings("try") // the lock is held, not used
  private void locked(String verb, Action action) {
    try (ServerDirectory.Held held = directory.lock()) {
      action.run();
    } catch (IOException | SQLException e) {
      throw Failures.unavailable(directory.path(), verb + " the state server", e.toString())
          .state("its data is kept; the server may still run")
          .next("the next command adopts it")
          .cause(e)
          .build();
    }
  }

  private interface Action {
    void run() throws IOException, SQLException;
  }
}
