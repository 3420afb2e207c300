package io.daybook.run;

import io.daybook.demo.DemoSize;
import io.daybook.engine.SharedSpark;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Thorbis's marts equal the oracle, business by business and to the cent. */
class TestThorbisMarts {
  @TempDir static Path directory;

  private static final DemoNight night = ThorbisNight.shared();
  private static final Manifest release = ThorbisNight.release();

  private static List<String> marts() {
    return night.marts();
  }

  @ParameterizedTest
  @MethodSource("marts")
  void equalsTheOracle(String mart) throws SQLException {
    night.requireOracle(release, mart);
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void equalsTheOracleOnSpark() throws SQLException {
    SharedSpark.hold();
    requireOracle("spark", DemoSize.XS, ThorbisNight.SEED);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(longs = {1, 20261121, 7, 4242, 990_017})
  void equalsTheOracleWhateverTheSeed(long seed) throws SQLException {
    SharedSpark.hold();
    requireOracle("duckdb", DemoSize.XS, seed);
    requireOracle("spark", DemoSize.XS, seed);
  }

  private static void requireOracle(String engine, DemoSize size, long seed) throws SQLException {
    try (DemoNight another =
        ThorbisNight.open(directory.resolve(engine + size.name() + seed), size, seed)) {
      Manifest published = ThorbisNight.run(another, engine);
      for (String mart : another.marts()) {
        another.requireOracle(published, mart);
      }
    }
  }
}
