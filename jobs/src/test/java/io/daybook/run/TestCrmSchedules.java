package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.definition.Renoz;
import io.daybook.duckdb.DuckDb;
import io.daybook.engine.ForeignSql;
import io.daybook.engine.SqlText;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When the CRM's scheduled reports come next in New York, whose clocks went forward on 8 March 2026
 * at 2:00 and back on 1 November at 2:00. The demo's own zone has changed its clocks last in 2019.
 */
class TestCrmSchedules {
  private static final String FACTS =
      """
      create schema facts;
      create table facts.tenants as select 'c' as company_id, 'America/New_York' as zone, true as is_live;
      create table facts.zone_offsets as
      from (
          values
              ('America/New_York', timestamptz '2025-11-02 06:00Z', timestamptz '2026-03-08 07:00Z', -18000),
              ('America/New_York', timestamptz '2026-03-08 07:00Z', timestamptz '2026-11-01 06:00Z', -14400),
              ('America/New_York', timestamptz '2026-11-01 06:00Z', timestamptz '2027-03-14 07:00Z', -18000)
      ) as offsets (zone, from_utc, to_utc, offset_seconds);
      create macro json_text(document, path) as json_extract_string(document, path);
      create table facts.report_schedules as
      select
          'c' as company_id, 's' as schedule_id, 'revenue' as report_type, '%s' as frequency,
          '{"day_of_month": "%s"}' as parameters, true as is_active,
          cast(null as date) as last_run_local_date,
          timestamptz '%s' as next_run_at, date '%s' as next_run_local_date;
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          before the time of day   | monthly | 15 | 2026-01-15 | 2026-01-15 15:00Z | 2026-02-15 05:30Z | 1 2026-02-15 15:00:00+00
          at the time of day       | monthly | 15 | 2026-01-15 | 2026-01-15 15:00Z | 2026-02-15 15:00Z | 2 2026-03-15 14:00:00+00
          a month that is short    | monthly | 31 | 2026-01-31 | 2026-01-31 15:00Z | 2026-02-01 15:00Z | 1 2026-02-28 15:00:00+00
          an hour less has passed  | daily   | 0  | 2026-03-07 | 2026-03-07 15:00Z | 2026-03-09 14:30Z | 3 2026-03-10 14:00:00+00
          a week with an hour less | weekly  | 0  | 2026-03-02 | 2026-03-02 15:00Z | 2026-03-09 14:30Z | 2 2026-03-16 14:00:00+00
          clocks skip the time     | daily   | 0  | 2026-03-07 | 2026-03-07 07:30Z | 2026-03-07 12:00Z | 1 2026-03-08 07:00:00+00
          clocks show it twice     | daily   | 0  | 2026-10-31 | 2026-10-31 05:30Z | 2026-11-01 06:10Z | 2 2026-11-02 06:30:00+00
          the second of two        | daily   | 0  | 2026-11-01 | 2026-11-01 06:30Z | 2026-11-01 06:10Z | 0 2026-11-01 06:30:00+00
          still to come            | daily   | 0  | 2026-03-09 | 2026-03-09 15:00Z | 2026-03-09 14:30Z | 0 2026-03-09 15:00:00+00
          """)
  void comeNext(
      String what, String frequency, String day, String date, String next, String now, String says)
      throws SQLException, IOException {
    try (Connection connection = DuckDb.open();
        Statement statement = connection.createStatement()) {
      statement.execute("set timezone = 'UTC'");
      statement.execute(FACTS.formatted(frequency, day, next, date));
      for (String function : ForeignSql.duckDbFunctions()) {
        statement.execute(function);
      }
      String mart = Files.readString(Renoz.SQL.resolve("crm/marts/schedule_health.sql"));
      String query =
          SqlText.bind(
              mart, name -> name.equals("as_of_instant") ? "timestamp '" + now + "'" : "1");
      try (ResultSet rows =
          statement.executeQuery(
              "select missed_runs || ' ' || cast(coming_run_at as varchar) from ("
                  + ForeignSql.duckDb(query)
                  + ")")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).as(what).isEqualTo(says);
      }
    }
  }
}
