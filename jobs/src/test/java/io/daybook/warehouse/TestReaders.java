package io.daybook.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Analysts read while releases come and go. */
class TestReaders {
  private static final int READERS = 7;
  private static final int RELEASES = 30;

  /** One row: the numbers and the sums of all that a release shows. */
  private static final String EVERYTHING =
      """
      select
          count(distinct release), min(release), max(release),
          sum(amount) filter (where layer = 'marts'),
          sum(amount) filter (where layer = 'facts'),
          sum(amount) filter (where layer = 'raw'),
          (select min(release) from release)
      from (
          select 'marts' as layer, release, amount from marts.orders
          union all
          select 'facts', release, amount from facts.orders
          union all
          select 'raw', release, amount from raw.orders
      )
      """;

  private TinyWarehouse warehouse;
  private final AtomicBoolean done = new AtomicBoolean();

  @Test
  void neverSeeAnErrorOrTwoReleasesAtOnce(@TempDir Path folder) throws Exception {
    warehouse = new TinyWarehouse(folder.resolve("tiny"));
    warehouse.publish("run-1");
    ExecutorService threads = Executors.newFixedThreadPool(READERS + 1);
    try {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(reading(this::currentRelease)));
      }
      readers.add(threads.submit(reading(this::databaseForPeople)));
      int collected = publish();
      done.set(true);
      int queries = 0;
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
        queries += reader.get();
      }
      assertThat(queries).isGreaterThan(READERS);
      assertThat(collected).isGreaterThan(RELEASES / 2);
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
  }

  /** Publishes and collects; a day of grace lasts for twelve releases. */
  private int publish() {
    int collected = 0;
    for (int i = 2; i <= RELEASES; i++) {
      warehouse.clock.move(Duration.ofHours(2));
      warehouse.publish("run-" + i);
      collected +=
          warehouse.collector().collect(Collector.Needs.newest(1), false).releases().size();
    }
    return collected;
  }

  private Callable<Integer> reading(Callable<Connection> open) {
    return () -> {
      int queries = 0;
      long newest = 0;
      while (!done.get() || queries == 0) {
        try (Connection connection = open.call()) {
          long release = check(connection);
          assertThat(release).isGreaterThanOrEqualTo(newest);
          newest = release;
          assertThat(check(connection)).isEqualTo(release);
        }
        queries++;
      }
      return queries;
    };
  }

  private static long check(Connection connection) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(EVERYTHING)) {
      result.next();
      long release = result.getLong(2);
      assertThat(result.getLong(1)).as("releases seen at once").isEqualTo(1);
      assertThat(result.getLong(3)).isEqualTo(release);
      for (int sum = 4; sum <= 6; sum++) {
        assertThat(result.getBigDecimal(sum)).isEqualByComparingTo(Long.toString(6 * release));
      }
      assertThat(result.getLong(7)).isEqualTo(release);
      return release;
    }
  }

  private Connection currentRelease() {
    long release = warehouse.releases.current().orElseThrow().release();
    return new AnalystDatabase(warehouse.files).open(release);
  }

  private Connection databaseForPeople() throws Exception {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "attach '" + warehouse.root.resolve("marts.duckdb") + "' as marts (read_only)");
      statement.execute("use marts");
    }
    return connection;
  }
}
