package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.demo.DemoSize;
import io.daybook.engine.SharedSpark;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The marts equal the oracle on both engines, tenant by tenant and to the cent. */
class TestNight {
  private static final List<String> MARTS =
      List.of(
          "mv_daily_metrics",
          "mv_daily_pipeline",
          "mv_daily_warranty",
          "mv_daily_jobs",
          "mv_current_state",
          "receivable_entries",
          "calendar");

  @TempDir Path directory;

  @Test
  void publishesMartsThatEqualTheOracle() throws SQLException {
    try (NightFixture fixture = NightFixture.open(directory, 20261121)) {
      requireOracle(fixture, "duckdb", 20261121);
    }
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void publishesMartsThatEqualTheOracleOnSpark() throws SQLException {
    try (NightFixture fixture = NightFixture.open(directory, 20261121)) {
      requireOracle(fixture, "spark", 20261121);
    }
  }

  /** Seeds make other rows of the same shape: days, amounts, gaps and what is wrong on purpose. */
  @Tag("slow")
  @Tag("promise")
  @ParameterizedTest
  @ValueSource(longs = {2, 3, 5, 8, 13})
  void equalsTheOracleWhateverTheSeed(long seed) throws SQLException {
    requireOracleOnBothEngines(DemoSize.XS, seed);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("fiftySeeds")
  void equalsTheOracleOnFiftySeeds(long seed) throws SQLException {
    requireOracleOnBothEngines(DemoSize.XS, seed);
  }

  static LongStream fiftySeeds() {
    return LongStream.rangeClosed(101, 150);
  }

  /** A million rows a seed. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(longs = {1, 20261121, 7, 4242, 990_017})
  void publishesMartsThatEqualTheOracleOnBothEngines(long seed) throws SQLException {
    requireOracleOnBothEngines(DemoSize.S, seed);
  }

  /** Six million order lines. */
  @Tag("soak")
  @Test
  void publishesMartsThatEqualTheOracleOfFiftyOrganisations() throws SQLException {
    requireOracleOnBothEngines(DemoSize.M, 1);
  }

  private void requireOracleOnBothEngines(DemoSize size, long seed) throws SQLException {
    try (NightFixture fixture = NightFixture.open(directory, size, seed)) {
      requireOracle(fixture, "duckdb", seed);
      // A day is recorded once a warehouse.
      try (NightFixture another = fixture.in(directory.resolve("another"))) {
        requireOracle(another, "spark", seed);
      }
    }
  }

  private static void requireOracle(NightFixture fixture, String engine, long seed)
      throws SQLException {
    if (engine.equals("spark")) {
      SharedSpark.hold();
    }
    Manifest manifest = fixture.run(engine);
    for (String mart : MARTS) {
      List<List<Object>> rows = fixture.mart(manifest.release(), mart);
      assertThat(rows).as("%s of seed %d has rows", mart, seed).isNotEmpty();
      assertThat(rows)
          .as("%s of seed %d by %s and the oracle", mart, seed, engine)
          .containsExactlyElementsOf(fixture.oracle(mart, manifest));
    }
    assertThat(fixture.recorded(manifest.release(), "mv_daily_state"))
        .as("mv_daily_state of seed %d by %s and the oracle", seed, engine)
        .isNotEmpty()
        .containsExactlyElementsOf(fixture.oracle("mv_daily_state", manifest));
  }
}
