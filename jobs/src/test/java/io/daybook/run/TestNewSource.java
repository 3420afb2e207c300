package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.source.Relation;
import io.daybook.warehouse.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database that nobody has described, of a shape that no model here has: its folder is written
 * and its first release published without an edit.
 */
class TestNewSource {
  private static final String[] TABLES = {
    "create table clubs (club_no bigint primary key, title text not null, tz text)",
    "create table members (no text primary key, club_no bigint not null, full_name text, token text)",
    "create table boats (id uuid primary key, club_no bigint not null, name text)",
    "create table coaches (id uuid primary key, club_no bigint not null, name text)",
    """
    create table "Outings" (
        id bigint primary key, club_no bigint not null, boat_id uuid, "steeredBy" text,
        member_no text, spare_boat_id uuid, vessel uuid, coach_id uuid, tenant_is_live boolean,
        "createdAt" timestamptz not null, metres numeric(9,1))
    """,
    """
    create table marks (
        outing_no bigint, place int, outings_id bigint, boat_id uuid, day date,
        primary key (outing_no, place))
    """,
    "insert into clubs values (1, 'One', 'Australia/Sydney'), (2, 'Two', 'Nowhere/At all')",
    "insert into members values ('m1', 1, 'Ann', 'x'), ('m2', 2, 'Bob', 'y')",
    "insert into boats select gen_random_uuid(), 1 + n % 2, 'Boat ' || n from generate_series(1, 8) n",
    "insert into coaches select gen_random_uuid(), 1 + n % 2, 'Coach ' || n from generate_series(1, 8) n",
    """
    insert into "Outings"
    select n, b.club_no, b.id, 'm1', 'm' || b.club_no, null, c.id, d.id, true,
        timestamptz '2026-03-01 20:00:00Z' + n * interval '1 hour', n
    from generate_series(1, 40) n
    join (select *, row_number() over (order by name) r from boats) b on b.r = 1 + n % 8
    join (select *, row_number() over (order by name) r from coaches) c on c.r = 1 + n % 8
    join (select *, row_number() over (order by name) r from coaches) d on d.r = 1 + (n + 1) % 8
    """,
    """
    insert into marks
    select n, 1, n, gen_random_uuid(), date '2026-03-01' from generate_series(1, 40) n
    """,
  };

  @TempDir Path directory;

  @Test
  void followsWhatTheRowsShow() throws SQLException {
    OwnSource source = OwnSource.begin(directory, TABLES);
    assertThat(source.model().tables().values().stream().flatMap(each -> each.relations().stream()))
        .extracting(Relation::toString)
        .contains(
            "Outings.boat_id -> boats.id",
            "marks.outings_id -> Outings.id",
            "Outings.member_no -> members.no",
            "Outings.vessel -> coaches.id",
            "members.club_no -> clubs.club_no")
        .as("no row has a value, but the name says it")
        .contains("Outings.spare_boat_id -> boats.id")
        .as("of boats there is none of these keys")
        .doesNotContain("marks.boat_id -> boats.id");
    assertThat(source.file("source.yml"))
        .content()
        .contains("boat_id: boats   # a guess: by name, all 40 values are found")
        .contains("spare_boat_id: boats   # a guess: by name, no row has a value")
        .contains("# boat_id: not boats.id, by name, 0 of 40 values are found")
        .contains(
            "# coach_id: not coaches.id, by name, all 40 values are found, 40 of them in another"
                + " tenant");
    assertThat(source.file("doubts.md"))
        .content()
        .contains("- Outings.spare_boat_id: leads to boats.id by name, no row has a value")
        .contains("- marks.boat_id: not boats.id by name, 0 of 40 values are found");
  }

  @Test
  void isPublishedWithoutAnEdit() throws SQLException {
    requireRelease("duckdb");
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void isPublishedWithoutAnEditOnSpark() throws SQLException {
    requireRelease("spark");
  }

  private void requireRelease(String engine) throws SQLException {
    OwnSource source = OwnSource.begin(directory, TABLES);
    Manifest release = source.run(engine);
    assertThat(
            source.query(
                release,
                "select club_no, day, row_count from marts.rows_by_day where fact = 'outings' order by all"))
        .as(
            "from nine in the evening of the first on, hour by hour, for both in turn: Sydney is ahead")
        .hasToString(
            "[[1, 2026-03-02, 8], [1, 2026-03-03, 12],"
                + " [2, 2026-03-01, 1], [2, 2026-03-02, 12], [2, 2026-03-03, 7]]");
  }

  @Test
  void leavesAFolderThatIsThereAlone() throws SQLException {
    OwnSource source = OwnSource.draft(directory, "create table shops (id int primary key)");
    assertThatThrownBy(() -> source.begin(List.of("public")))
        .hasMessageStartingWith("USAGE Cannot begin source " + source.name())
        .hasMessageContaining("daybook source draft " + source.name());
    assertThat(source.file("source.yml")).content().contains("  shops:\n");
  }

  /** As if a folder had not loaded, and a person had mended it where it lay. */
  @Test
  void takesWhatAPersonMendedInsteadOfWritingItAnew() throws SQLException, IOException {
    OwnSource source =
        OwnSource.begin(directory, "create table shops (id int primary key, opened date)");
    Path aside = source.sql().resolve(".new-" + source.name());
    Path mended = aside.resolve(source.name()).resolve("source.yml");
    source.replace("source.yml", "default_zone: UTC", "default_zone: Nowhere");
    Files.createDirectory(aside);
    Files.move(source.sql().resolve(source.name()), aside.resolve(source.name()));

    assertThatThrownBy(() -> source.begin(List.of("public")))
        .hasMessageContaining("Cannot use what was written for source " + source.name())
        .hasMessageContaining(mended + ":")
        .hasMessageContaining("mend these lines there, then: daybook source new " + source.name());
    assertThat(mended).content().contains("default_zone: Nowhere");

    Files.writeString(
        mended,
        Files.readString(mended).replace("default_zone: Nowhere", "default_zone: Asia/Kolkata"));
    assertThat(source.begin(List.of("public")).doubts())
        .contains("tenants: no table has a row a tenant, so all rows are one's, in UTC");
    assertThat(source.model().tenants().defaultZone()).hasToString("Asia/Kolkata");
    assertThat(aside).doesNotExist();
  }
}
