package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.demo.DemoSize;
import io.daybook.engine.SharedSpark;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The CRM's marts equal the oracle, company by company and to the cent, and what one can add up in
 * the head of the worked examples.
 */
class TestCrmMarts {
  private static final long SEED = 20261130;

  @TempDir static Path directory;

  private static DemoNight night;
  private static Manifest release;

  @BeforeAll
  static void run() throws SQLException {
    night = DemoNight.open(directory.resolve("duckdb"), "crm", DemoSize.XS, SEED);
    release = night.run("duckdb");
  }

  @AfterAll
  static void close() {
    night.close();
  }

  private static List<String> marts() {
    return night.marts();
  }

  @ParameterizedTest
  @MethodSource("marts")
  void equalsTheOracle(String mart) throws SQLException {
    requireOracle(night, release, mart);
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void equalsTheOracleOnSpark() throws SQLException {
    SharedSpark.hold();
    requireOracle("spark", DemoSize.XS, SEED);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(longs = {1, 20261121, 7, 4242, 990_017})
  void equalsTheOracleWhateverTheSeed(long seed) throws SQLException {
    requireOracle("duckdb", DemoSize.S, seed);
  }

  private static void requireOracle(String engine, DemoSize size, long seed) throws SQLException {
    try (DemoNight another =
        DemoNight.open(directory.resolve(engine + seed + size), "crm", size, seed)) {
      Manifest published = another.run(engine);
      for (String mart : another.marts()) {
        requireOracle(another, published, mart);
      }
    }
  }

  private static void requireOracle(DemoNight night, Manifest release, String mart)
      throws SQLException {
    List<List<Object>> rows = night.mart(release.release(), mart);
    assertThat(rows).as("%s has rows", mart).isNotEmpty();
    assertThat(rows)
        .as("%s and the oracle", mart)
        .containsExactlyElementsOf(night.oracle(mart, release));
  }

  @Test
  void agesOnEachEdgeOfABucket() throws SQLException {
    assertThat(
            worked("days_past_due || ' ' || bucket", "installment_aging", "days_past_due", "Aging"))
        .isEqualTo(
            "-1 current, 0 current, 1 1-30, 30 1-30, 31 31-60, 60 31-60, 61 61-90, 90 61-90,"
                + " 91 90+");
  }

  private static String worked(String figures, String mart, String order, String contact)
      throws SQLException {
    return night
        .query(
            release.release(),
            """
            select %s
            from marts.%s as mart
            inner join facts.contracts as contracts using (company_id, contract_id)
            inner join facts.tenants as tenants using (company_id)
            where tenants.name like 'Worked Examples%%' and contact_last_name like '%s%%'
            order by mart.%s
            """
                .formatted(figures, mart, contact, order))
        .stream()
        .map(row -> String.valueOf(row.get(0)))
        .collect(Collectors.joining(", "));
  }
}
