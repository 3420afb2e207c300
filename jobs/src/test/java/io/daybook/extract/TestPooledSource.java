package io.daybook.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.fault.DaybookException;
import io.daybook.source.SourceCheck;
import io.daybook.source.SourceSettings;
import io.daybook.zone.ServerZones;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source behind PgBouncer, whose sessions another program of the same role uses as well. */
@Tag("slow")
@Tag("promise")
class TestPooledSource {
  private static final int ROWS = 50_000;

  @TempDir Path folder;
  private ExtractedSource source;

  @BeforeEach
  void fill() throws SQLException {
    source =
        ExtractedSource.create(
            folder,
            "create table lines (id integer primary key, note text)",
            "insert into lines select n, repeat('x', 40) from generate_series(1, " + ROWS + ") n",
            "create table others (id serial primary key)");
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void isReadThroughTransactionsOfSharedSessions() throws Exception {
    try (PgBouncer pooler = PgBouncer.start(folder, source.database, "transaction")) {
      prepareOnEverySession(pooler);
      assertIsRead(pooler);
    }
  }

  @Test
  void isReadThroughSessionsThatAreHandedOn() throws Exception {
    try (PgBouncer pooler = PgBouncer.start(folder, source.database, "session")) {
      prepareOnEverySession(pooler);
      assertIsRead(pooler);
    }
  }

  @Test
  void keepsItsSessionsAsTheyWereForOthers() throws Exception {
    try (PgBouncer pooler = PgBouncer.start(folder, source.database, "transaction")) {
      List<String> before = writeOnEverySession(pooler);
      assertIsRead(pooler);
      assertThat(writeOnEverySession(pooler)).isEqualTo(before);
    }
    assertThat(source.value("select count(*) from others")).isEqualTo("" + 2 * PgBouncer.SESSIONS);
  }

  /** The driver names statements by itself where nobody forbids it. */
  @Test
  void wouldNotBeReadWithNamedStatements() throws Exception {
    try (PgBouncer pooler = PgBouncer.start(folder, source.database, "transaction")) {
      prepareOnEverySession(pooler);
      SourceSettings naming = settings(pooler.url() + "?prepareThreshold=1");
      DaybookException failure =
          catchThrowableOfType(
              DaybookException.class,
              () -> source.extract(naming, ExtractedSource.LIMITS, new ExtractionListener() {}));
      assertThat(failure)
          .hasMessageContaining("prepared statement \"S_")
          .hasMessageContaining("42P05");
    }
  }

  private void assertIsRead(PgBouncer pooler) throws SQLException {
    SourceSettings settings = settings(pooler.url());
    Extracted extracted =
        source.extract(settings, ExtractedSource.LIMITS, new ExtractionListener() {});
    assertThat(source.rows(extracted, "select count(*), sum(id) from raw.lines").toString())
        .isEqualTo("[[%d, %d]]".formatted(ROWS, ROWS * (ROWS + 1L) / 2));
    try (Connection session = settings.connect("test")) {
      assertThat(SourceCheck.exitCode(new SourceCheck(source.model(), 3).findings(session)))
          .isZero();
      assertThat(
              new ServerZones(session)
                  .differences(List.of("Asia/Tokyo", "UTC"), Instant.parse("2026-11-23T00:00:00Z")))
          .isEmpty();
    }
  }

  private SourceSettings settings(String url) {
    return source.settings(url, Duration.ofSeconds(5), Duration.ofSeconds(20));
  }

  /** So that each session has the statements S_1 to S_3 afterwards. */
  private void prepareOnEverySession(PgBouncer pooler) throws SQLException {
    onEverySession(
        pooler,
        "1",
        session -> {
          for (String sql : List.of("select 1", "select 2", "select 3")) {
            try (PreparedStatement statement = session.prepareStatement(sql)) {
              statement.execute();
            }
          }
        });
  }

  /** What is set in each session, all of which are then written with. */
  private List<String> writeOnEverySession(PgBouncer pooler) throws SQLException {
    List<String> settings = new ArrayList<>();
    onEverySession(
        pooler,
        "0",
        session -> {
          settings.add(
              ExtractedSource.one(
                  session,
                  "select string_agg(name || '=' || setting, ' ' order by name) from pg_settings"
                      + " where source = 'session'"));
          try (Statement statement = session.createStatement()) {
            statement.execute("insert into others values (default)");
          }
        });
    return settings;
  }

  /** What another program does in its transaction. */
  private interface Work {
    void in(Connection session) throws SQLException;
  }

  /** All transactions are open at once, so that each has a session of its own. */
  private void onEverySession(PgBouncer pooler, String prepareThreshold, Work work)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", source.database.user());
    properties.setProperty("password", source.database.password());
    properties.setProperty("prepareThreshold", prepareThreshold);
    List<Connection> all = new ArrayList<>();
    try {
      for (int i = 0; i < PgBouncer.SESSIONS; i++) {
        Connection session = DriverManager.getConnection(pooler.url(), properties);
        all.add(session);
        session.setAutoCommit(false);
        work.in(session);
      }
      for (Connection each : all) {
        each.commit();
      }
    } finally {
      for (Connection each : all) {
        each.close();
      }
    }
  }
}
