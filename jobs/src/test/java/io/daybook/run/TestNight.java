package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both marts equal the oracle on both engines, tenant by tenant and to the cent. */
class TestNight {
  private static final List<String> MARTS = List.of("mv_daily_metrics", "mv_current_state");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 20261121, 7, 4242, 990_017})
  void publishesMartsThatEqualTheOracleOnBothEngines(long seed) throws SQLException {
    try (NightFixture fixture = NightFixture.open(directory, seed)) {
      Manifest duckdb = fixture.run("duckdb");
      Manifest spark = fixture.run("spark");
      for (String mart : MARTS) {
        List<List<Object>> rows = fixture.mart(duckdb.release(), mart);
        assertThat(rows).as("%s of seed %d has rows", mart, seed).isNotEmpty();
        assertThat(rows)
            .as("%s of seed %d by DuckDB and the oracle", mart, seed)
            .containsExactlyInAnyOrderElementsOf(normal(fixture.oracle(mart, duckdb)));
        assertThat(fixture.mart(spark.release(), mart))
            .as("%s of seed %d by Spark and the oracle", mart, seed)
            .containsExactlyInAnyOrderElementsOf(normal(fixture.oracle(mart, spark)));
      }
    }
  }

  private static List<List<Object>> normal(List<List<Object>> rows) {
    return rows;
  }
}
