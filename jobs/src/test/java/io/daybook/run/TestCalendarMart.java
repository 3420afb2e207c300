package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calendar of organisations whose weeks begin on any day; 0 is Sunday, as 7 is. */
class TestCalendarMart {
  @TempDir Path directory;

  @Tag("slow")
  @Tag("promise")
  @Test
  void weeksBeginOnTheDayThatEachOrganisationSays() throws SQLException {
    try (NightFixture fixture = NightFixture.open(directory, 8)) {
      try (Connection owner = fixture.database.connect();
          Statement statement = owner.createStatement()) {
        statement.execute(
            """
            update organizations
            set week_start_day = numbered.place % 8
            from (
                select id, row_number() over (order by deleted_at nulls first, id) - 1 as place
                from organizations
            ) as numbered
            where numbered.id = organizations.id
            """);
      }
      Manifest release = fixture.run("duckdb");
      assertThat(fixture.mart(release.release(), "calendar"))
          .containsExactlyElementsOf(fixture.oracle("calendar", release));
      assertThat(
              fixture.query(
                  release.release(),
                  """
                  select
                      tenants.week_start_day, min(isodow(calendar.week_start)),
                      max(isodow(calendar.week_start))
                  from marts.calendar
                  inner join facts.tenants using (organization_id)
                  where tenants.week_start_day in (0, 1, 3)
                  group by all order by all
                  """))
          .containsExactly(List.of(0, 7L, 7L), List.of(1, 1L, 1L), List.of(3, 3L, 3L));
    }
  }
}
