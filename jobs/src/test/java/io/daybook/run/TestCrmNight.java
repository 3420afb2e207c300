package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.demo.DemoSize;
import io.daybook.engine.SharedSpark;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CRM's marts equal the oracle on both engines, company by company and to the cent. */
class TestCrmNight {
  @TempDir Path directory;

  @Test
  void publishesMartsThatEqualTheOracle() throws SQLException {
    requireOracle("duckdb");
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void publishesMartsThatEqualTheOracleOnSpark() throws SQLException {
    SharedSpark.hold();
    requireOracle("spark");
  }

  private void requireOracle(String engine) throws SQLException {
    try (DemoNight night = DemoNight.open(directory, "crm", DemoSize.XS, 20261130)) {
      Manifest release = night.run(engine);
      assertThat(release.release()).isEqualTo(1);
    }
  }
}
