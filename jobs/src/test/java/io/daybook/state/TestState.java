package io.daybook.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TestState {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);

  private final TestPostgres database = TestPostgres.database();

  private StateSettings settings(String password) {
    return StateSettings.server(database.url(), database.user(), password);
  }

  private State open() {
    return State.open(settings(database.password()), CLOCK);
  }

  @Test
  void refusesAWrongPassword() {
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(() -> State.open(settings("guess-4711"), CLOCK))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.STATE_AUTH))
        .withMessageContaining("refuses the role or its password")
        .withMessageNotContaining("guess-4711");
  }

  @Test
  void hidesThePasswordOfItsSettings() {
    assertThat(StateSettings.server("jdbc:postgresql://h/d?password=s3cret", "u", "s3cret"))
        .hasToString("Server[url=jdbc:postgresql://h/d, user=u]");
  }

  @Test
  void saysThatTheServerIsAwayWhenNobodyListens() {
    StateSettings nobody = StateSettings.server("jdbc:postgresql://127.0.0.1:1/daybook", "u", "p");
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(() -> State.open(nobody, CLOCK))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.STATE_UNAVAILABLE))
        .withMessageContaining(
            "STATE-UNAVAILABLE Cannot open the state: jdbc:postgresql://127.0.0.1:1/daybook")
        .withMessageContaining("\n  next   see that the state server runs");
  }

  @Test
  void opensAnEmptyDatabaseFromSeveralThreadsAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Boolean> opening =
          () -> {
            try (State state = open()) {
              return state.runs().list("renoz", 1).isEmpty();
            }
          };
      for (Future<Boolean> opened :
          threads.invokeAll(List.of(opening, opening, opening, opening))) {
        assertThat(opened.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void refusesASchemaThatIsNewerThanTheProgram() throws SQLException {
    open().close();
    try (Connection session = database.connect();
        Statement statement = session.createStatement()) {
      statement.execute("update daybook.schema_history set version = '99' where version = '1'");
    }
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(this::open)
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.STATE_VERSION))
        .withMessageContaining(
            "its schema has version 99, this program knows " + StateSchema.VERSION);
  }

  @Test
  void letsNoStoppedProcessHoldALockForLong() {
    try (State state = open()) {
      assertThat(
              state
                  .database()
                  .row("ask", "show idle_in_transaction_session_timeout", row -> row.getString(1)))
          .contains("20s");
    }
  }

  @Test
  void knowsTheNewestMigration() throws IOException, URISyntaxException {
    Path folder =
        Path.of(StateSchema.class.getClassLoader().getResource(StateSchema.MIGRATIONS).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("V" + StateSchema.VERSION + "__"))
          .noneMatch(name -> name.startsWith("V" + (StateSchema.VERSION + 1) + "__"));
    }
  }

  @Test
  void repairsRowsOfReleases() {
    Instant asOf = Instant.parse("2026-11-21T01:59:58.123456Z");
    try (State state = open()) {
      ReleaseRow wrong =
          new ReleaseRow("renoz", 1, "r0", asOf, asOf.plusSeconds(9), OptionalLong.empty());
      ReleaseRow first =
          new ReleaseRow("renoz", 1, "r1", asOf, asOf.plusSeconds(10), OptionalLong.empty());
      ReleaseRow second =
          new ReleaseRow("renoz", 2, "r2", asOf, asOf.plusSeconds(20), OptionalLong.of(1));
      state.releases().upsert(wrong);
      state.releases().upsert(second);
      state.releases().upsert(first);
      assertThat(state.releases().list("renoz", 10)).containsExactly(second, first);
      assertThat(state.releases().list("renoz", 1)).containsExactly(second);
      assertThat(state.releases().list("other", 10)).isEmpty();
    }
  }
}
