package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole nights of sources that know less of their tenants than others do. */
class TestTenantsAsDeclared {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = "duckdb")
  void withoutAZoneColumnAllDaysAreOfTheDefaultZone(String engine) throws SQLException {
    OwnSource source =
        OwnSource.draft(
            directory,
            "create table companies (id int primary key)",
            """
            create table deals (
                id int primary key, company_id int not null references companies,
                closed_at timestamptz)
            """,
            "insert into companies values (1), (2)",
            "insert into deals values (7, 1, '2026-11-22 13:00+00'), (8, 2, null)");
    assertThat(source.file("source.yml"))
        .content()
        .contains("  # zone: which of its columns holds the tenant's time zone?\n");
    source.replace("source.yml", "default_zone: UTC ", "default_zone: Australia/Sydney ");
    source.write(
        "facts/deals.yml",
        """
        description: One row per deal
        base: deals
        columns: [id as deal_id]
        local_dates: {closed_at: closed_local_date}
        """);

    Manifest release = source.run(engine);

    assertThat(source.query(release, "select * from facts.tenants order by company_id"))
        .containsExactly(
            Arrays.asList("1", null, "Australia/Sydney", true, true),
            Arrays.asList("2", null, "Australia/Sydney", true, true));
    assertThat(
            source.query(
                release,
                "select deal_id, cast(closed_local_date as varchar) from facts.deals order by 1"))
        .containsExactly(List.of(7, "2026-11-23"), Arrays.asList(8, null));
    assertThat(release.checks())
        .as("nobody's zone is invalid, and nothing is asked of it")
        .extracting(CheckOutcome::check)
        .contains("facts.deals.unassigned")
        .doesNotContain("facts.tenants.zone");
  }

  @Tag("slow")
  @Tag("promise")
  @ParameterizedTest
  @ValueSource(strings = "spark")
  void withoutAZoneColumnAllDaysAreOfTheDefaultZoneOnSpark(String engine) throws SQLException {
    withoutAZoneColumnAllDaysAreOfTheDefaultZone(engine);
  }
}
