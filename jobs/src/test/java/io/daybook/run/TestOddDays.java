package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows whose day cannot be told, and organisations that say no weekday or month. */
class TestOddDays {
  @TempDir Path directory;

  @Tag("slow")
  @Tag("promise")
  @Test
  void oddDaysAreCountedAndHoldNobodysNightUp() throws SQLException {
    try (NightFixture fixture = NightFixture.open(directory, 5)) {
      String odd = fixture.source.tenants().get(0).id().toString();
      try (Connection owner = fixture.database.connect();
          Statement statement = owner.createStatement()) {
        statement.execute(
            "update organizations set fiscal_year_start = 13, week_start_day = 8 where id = '"
                + odd
                + "'");
        for (String table : List.of("opportunities", "issues", "customers")) {
          // Half a day ahead of UTC that is the year 10000.
          statement.execute(
              "update %1$s set created_at = '9999-12-31 23:00:00+00' where id in (select id from %1$s"
                      .formatted(table)
                  + " where deleted_at is null and organization_id = '"
                  + odd
                  + "' limit 2)");
        }
      }
      Manifest manifest = fixture.run("duckdb");
      assertThat(manifest.checks())
          .contains(
              new CheckOutcome("checks.what_is_counted_by_day_has_a_day", false, 6),
              new CheckOutcome("checks.organisations_count_weeks_and_years", false, 1));
      assertThat(
              fixture.query(
                  manifest.release(),
                  "select week_start, fiscal_year, fiscal_quarter from marts.calendar"
                      + " where day = date '2026-08-01' and organization_id = '"
                      + odd
                      + "'"))
          .as("Monday and July, as the source has it where nobody says otherwise")
          .containsExactly(List.of(LocalDate.of(2026, 7, 27), 2027, 1));
    }
  }
}
