package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.daybook.postgres.TestPostgres;
import io.daybook.state.Run;
import io.daybook.state.RunStatus;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * States as programs of every version of the schema left them: {@code golden/state/v<n>.sql}. A new
 * migration gets a file of its own, and none is ever changed.
 */
class TestGoldenStates {
  private static final Path JOBS = Path.of(System.getProperty("daybook.home"), "jobs");
  private static final Path GOLDEN = JOBS.resolve("src/test/resources/golden/state");
  private static final String MIGRATIONS = "io/daybook/state/migrations";
  private static final String UNFINISHED = "20260330T020000Z-bbbbbb";

  private static int files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return (int) files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static IntStream versions() {
    return IntStream.rangeClosed(1, files(GOLDEN));
  }

  @Test
  void hasAStateOfEveryMigration() {
    assertThat(files(GOLDEN))
        .as("files in %s, one for each migration", GOLDEN)
        .isEqualTo(files(JOBS.resolve("src/main/resources").resolve(MIGRATIONS)));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void goesOnFromEveryVersion(int version) throws Exception {
    TestPostgres database = TestPostgres.database();
    Flyway.configure()
        .dataSource(database.url(), database.user(), database.password())
        .schemas("daybook")
        .table("schema_history")
        .locations("classpath:" + MIGRATIONS)
        .target(Integer.toString(version))
        .load()
        .migrate();
    fill(database, version);
    StateSettings settings =
        StateSettings.server(database.url(), database.user(), database.password());
    try (State state = State.open(settings, Clock.systemUTC())) {
      assertThat(state.runs().list("renoz", 9))
          .extracting(Run::id, Run::status)
          .containsExactly(
              tuple(UNFINISHED, RunStatus.FAILED),
              tuple("20260329T020000Z-aaaaaa", RunStatus.PUBLISHED));
      long token =
          state.leases().acquire("renoz", "now", Duration.ofMinutes(1)).orElseThrow().token();
      assertThat(state.runs().resume(UNFINISHED, token).attempt()).isEqualTo(3);
      StepOutput extracted =
          StepOutputJson.read("renoz", state.runs().steps(UNFINISHED).get(0)).orElseThrow();
      assertThat(extracted.snapshot().orElseThrow().horizon()).isEqualTo(4_294_967_299L);
      assertThat(extracted.datasets().get(0).rows()).isEqualTo(3);
      assertThat(extracted.checks().get(0).findings()).isEqualTo(2);
      assertThat(count(state, "occurrence where status = 'DONE'")).isEqualTo(version < 2 ? 0 : 1);
      String filed = "delivery where status = 'SENT' and filing = 'acme/weekly/2026-03-29'";
      assertThat(count(state, filed)).isEqualTo(version < 3 ? 0 : 1);
      assertThat(count(state, "report_issue where release = 1")).isEqualTo(version < 3 ? 0 : 1);
    }
  }

  private static void fill(TestPostgres database, int version) throws SQLException, IOException {
    try (Connection session = database.connect();
        Statement statement = session.createStatement()) {
      statement.execute(Files.readString(GOLDEN.resolve("v" + version + ".sql")));
    }
  }

  private static long count(State state, String rows) {
    List<Long> counts =
        state
            .database()
            .rows("count", "select count(*) from daybook." + rows, row -> row.getLong(1));
    return counts.get(0);
  }
}
