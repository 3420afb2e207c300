package io.daybook.operate;

import io.daybook.config.HttpConfig;
import io.daybook.postgres.TestPostgres;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import io.daybook.warehouse.FileStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A monitor over a state of its own, with signs of life that a test sets. */
final class MonitoringFixture implements AutoCloseable {
  static final Clock CLOCK = Clock.systemUTC();

  final TestPostgres database = TestPostgres.database();
  final State state =
      State.open(
          StateSettings.server(database.url(), database.user(), database.password()), CLOCK, 8);
  final AtomicReference<Instant> watchedAt = new AtomicReference<>(CLOCK.instant());
  final AtomicReference<Instant> deliveredAt = new AtomicReference<>(CLOCK.instant());
  final Monitoring monitoring;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  MonitoringFixture(Path warehouse) {
    this.monitoring =
        Monitoring.start(
            new HttpConfig("127.0.0.1", 0, true, Set.of("daybook.internal")),
            new MonitoringSetup(
                state,
                () -> Set.of("shop"),
                source -> FileStore.open(warehouse.resolve(source).toString()),
                watchedAt::get,
                Duration.ofMinutes(2),
                deliveredAt::get,
                Duration.ofMinutes(2),
                CLOCK));
  }

  /** The server's first process, which answers the door, and the sessions of this state. */
  List<Long> serverProcesses() throws SQLException {
    List<Long> processes = new ArrayList<>();
    try (Connection session = database.connect();
        Statement statement = session.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select split_part(pg_read_file('postmaster.pid'), chr(10), 1)::bigint
                union all
                select pid from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                """)) {
      while (rows.next()) {
        processes.add(rows.getLong(1));
      }
    }
    return processes;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path);
  }

  HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + monitoring.port() + path);
    return client.send(
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(30))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    monitoring.close();
    state.close();
  }
}
