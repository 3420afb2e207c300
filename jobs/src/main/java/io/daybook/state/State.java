package io.daybook.state;

import static java.util.Objects.requireNonNull;

import io.daybook.postgres.PostgresServer;
import java.time.Clock;
import java.util.Optional;

/**
 * The state, open. Several processes may have it open at once. Safe for several threads.
 *
 * <p>All failures are {@link io.daybook.fault.DaybookException}: STATE_UNAVAILABLE, STATE_AUTH,
 * STATE_VERSION, and what the methods name.
 */
public final class State implements AutoCloseable {
  private static final String DATABASE = "daybook";

  private final StateDatabase database;
  private final Optional<PostgresServer> server;
  private final Leases leases;
  private final Runs runs;
  private final ReleaseRows releases;

  private State(StateDatabase database, Optional<PostgresServer> server, Clock clock) {
    this.database = database;
    this.server = server;
    this.leases = new Leases(database);
    this.runs = new Runs(database, clock);
    this.releases = new ReleaseRows(database);
  }

  /** Opens the state, makes it first if it is not there, and brings its schema up to date. */
  public static State open(StateSettings settings, Clock clock) {
    return open(settings, clock, StateDatabase.SESSIONS);
  }

  /**
   * {@link #open(StateSettings, Clock)} for a process with many threads.
   *
   * @param sessions that it holds at most
   */
  public static State open(StateSettings settings, Clock clock, int sessions) {
    requireNonNull(clock, "clock is null");
    if (settings instanceof StateSettings.Server given) {
      return new State(
          opened(given.url(), given.user(), given.password(), sessions), Optional.empty(), clock);
    }
    PostgresServer server = PostgresServer.open(((StateSettings.Embedded) settings).directory());
    try {
      server.createDatabase(DATABASE);
      return new State(
          opened(server.url(DATABASE), server.user(), server.password(), sessions),
          Optional.of(server),
          clock);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static StateDatabase opened(String url, String user, String password, int sessions) {
    StateDatabase database = StateDatabase.connect(url, user, password, sessions);
    try {
      StateSchema.migrate(database);
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Where the state is, for people: a JDBC URL without credentials. */
  public String where() {
    return database.where();
  }

  /** The state's sessions, for packages that keep tables of their own in it. */
  public StateDatabase database() {
    return database;
  }

  /** Who may work on a source. */
  public Leases leases() {
    return leases;
  }

  /** Runs and their steps. */
  public Runs runs() {
    return runs;
  }

  /** What is known of releases without reading the warehouse. */
  public ReleaseRows releases() {
    return releases;
  }

  /** Ends the sessions; Daybook's own server stops unless another process uses it. */
  @Override
  public void close() {
    database.close();
    server.ifPresent(PostgresServer::close);
  }
}
