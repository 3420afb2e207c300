package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.source.Finding;
import io.daybook.source.Relation;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources whose foreign keys are of several columns, with the tenant among them and without. */
class TestCompositeKeys {
  private static final String COMPANIES =
      "create table companies (id bigint primary key, name text)";

  /** Two companies may have the same price, which is one key with the company and two without. */
  private static final String PRICES =
      """
      create table prices (
          company_id bigint references companies, country text, year int, name text,
          primary key (company_id, country, year))
      """;

  private static final String SALES =
      """
      create table sales (
          id int primary key, company_id bigint references companies, country text, year int,
          foreign key (company_id, country, year) references prices)
      """;

  /** Nothing but a letter in another place tells two of these keys apart. */
  private static final String ROOMS =
      """
      create table rooms (
          house text, door text, company_id bigint references companies, primary key (house, door))
      """;

  /** The order of the columns is not the key's. */
  private static final String VISITS =
      """
      create table visits (
          id int primary key, company_id bigint references companies, door text, house text,
          foreign key (door, house) references rooms (door, house))
      """;

  /** Whose tenant is its room's. */
  private static final String BELLS =
      """
      create table bells (
          id int primary key, house text, door text, foreign key (house, door) references rooms)
      """;

  private static final String[] ROWS = {
    "insert into companies values (1, 'One'), (2, 'Two')",
    "insert into prices values (1, 'AU', 2025, 'a'), (2, 'AU', 2025, 'b'), (2, 'AU', 2026, 'c')",
    """
    insert into sales values (1, 1, 'AU', 2025), (2, 2, 'AU', 2025), (3, 2, 'AU', 2026),
        (4, 1, 'AU', 2026), (5, 1, 'NZ', 2025), (6, 1, 'AU', null), (7, 2, null, null)
    """,
    "insert into rooms values ('a', 'bc', 1), ('ab', 'c', 1), ('x', 'y', 2)",
    """
    insert into visits values
        (1, 1, 'bc', 'a'), (2, 1, 'c', 'ab'), (3, 1, 'c', 'a'), (4, 1, 'y', 'x'), (5, 2, 'y', 'x'),
        (6, 2, null, 'x'), (7, 1, 'b', 'ca')
    """,
    "insert into bells values (1, 'ab', 'c'), (2, 'x', 'y'), (3, 'x', 'z')",
  };

  @TempDir Path directory;

  @Test
  void leadEveryRowToItsParent() throws SQLException {
    requireThatEachFindsItsOwn("duckdb");
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void leadEveryRowToItsParentOnSpark() throws SQLException {
    requireThatEachFindsItsOwn("spark");
  }

  private void requireThatEachFindsItsOwn(String engine) throws SQLException {
    OwnSource source = OwnSource.draft(directory, COMPANIES, PRICES, SALES, ROOMS, VISITS, BELLS);
    source.execute(ROWS);
    source.write(
        "source.yml",
        source
            .text("source.yml")
            .replaceFirst("bells:\n    tenant: .*", "bells:\n    tenant: via house_door"));
    assertThat(source.text("catalogue.yml"))
        .contains(
            """
                composite_references:
                  - columns: [country, year]
                    parent: prices
                    key: [country, year]
            """,
            """
                  - columns: [door, house]
                    parent: rooms
                    key: [door, house]
            """);
    assertThat(source.findings()).noneMatch(each -> each.severity() == Finding.Severity.ERROR);
    assertThat(source.findings()).noneMatch(each -> each.message().contains("no longer declared"));
    source
        .write(
            "facts/sales.yml",
            """
            description: One row per sale
            base: sales
            columns: [id as sale_id]
            paths:
              - {path: country_year as price, columns: [name]}
            """)
        .write(
            "facts/visits.yml",
            """
            description: One row per visit
            base: visits
            columns: [id as visit_id]
            paths:
              - {path: door_house as room, columns: [house]}
            """);
    source.write(
        "facts/bells.yml",
        """
        description: One row per bell
        base: bells
        columns: [id as bell_id]
        paths:
          - {path: house_door, columns: [house]}
        """);
    Manifest manifest = source.run(engine);
    assertThat(
            source.query(
                manifest,
                "select sale_id, coalesce(price_name, '') from facts.sales order by sale_id"))
        .containsExactly(
            List.of(1, "a"),
            List.of(2, "b"),
            List.of(3, "c"),
            List.of(4, ""),
            List.of(5, ""),
            List.of(6, ""),
            List.of(7, ""));
    assertThat(
            source.query(
                manifest,
                "select visit_id, coalesce(room_house, '') from facts.visits order by visit_id"))
        .containsExactly(
            List.of(1, "a"),
            List.of(2, "ab"),
            List.of(3, ""),
            List.of(4, ""),
            List.of(5, "x"),
            List.of(6, ""),
            List.of(7, ""));
    assertThat(
            source.query(
                manifest,
                "select bell_id, company_id, coalesce(house_door_house, '')"
                    + " from facts.bells order by bell_id"))
        .containsExactly(
            List.of(1, "1", "ab"), List.of(2, "2", "x"), List.of(3, "(unassigned)", ""));
    assertThat(
            source.query(
                manifest,
                "select relation, referenced, orphaned, cross_tenant from recorded.relation_counts"
                    + " where relation like '%+%' order by 1"))
        .containsExactly(
            List.of("bells.house+door -> rooms.house+door", 3L, 1L, 0L),
            List.of("sales.country+year -> prices.country+year", 5L, 1L, 1L),
            List.of("visits.door+house -> rooms.door+house", 6L, 2L, 1L));
    assertThat(
            source.query(
                manifest,
                "select sample_keys from recorded.checks"
                    + " where check_name = 'relations.visits.door+house.orphaned'"))
        .containsExactly(List.of("company_id=1 id=3\ncompany_id=1 id=7"));
    assertThat(manifest.checks())
        .contains(new CheckOutcome("relations.sales.country+year.orphaned", false, 1));
  }

  /** An integer is a number of two digits after the point, in a fact and where it is counted. */
  @Test
  void compareNumbersOfTwoTypesAsNumbers() throws SQLException {
    OwnSource source =
        OwnSource.draft(
            directory,
            COMPANIES,
            """
            create table sizes (
                width numeric(5,2), length bigint, company_id bigint references companies, name text,
                primary key (width, length))
            """,
            """
            create table boards (
                id int primary key, company_id bigint references companies, width int, length int,
                foreign key (width, length) references sizes (width, length))
            """,
            "insert into companies values (1, 'One'), (2, 'Two')",
            "insert into sizes values (5, 7, 1, 'small'), (5.5, 7, 1, 'odd')",
            "insert into boards values (1, 1, 5, 7), (2, 1, 6, 7), (3, 2, 5, 7)");
    source.write(
        "facts/boards.yml",
        """
        description: One row per board
        base: boards
        columns: [id as board_id]
        paths:
          - {path: width_length as size, columns: [name]}
        """);
    Manifest manifest = source.run("duckdb");
    assertThat(
            source.query(
                manifest,
                "select board_id, coalesce(size_name, '') from facts.boards order by board_id"))
        .containsExactly(List.of(1, "small"), List.of(2, ""), List.of(3, ""));
    assertThat(
            source.query(
                manifest,
                "select relation, referenced, orphaned, cross_tenant from recorded.relation_counts"
                    + " where relation like '%+%'"))
        .containsExactly(List.of("boards.width+length -> sizes.width+length", 3L, 1L, 1L));
    assertThat(
            source.query(
                manifest,
                "select sample_keys from recorded.checks"
                    + " where check_name = 'relations.boards.width+length.orphaned'"))
        .containsExactly(List.of("company_id=1 id=2"));
  }

  @Test
  void canBeDeclaredWhereTheDatabaseHasNone() throws SQLException {
    OwnSource source =
        OwnSource.draft(
            directory,
            COMPANIES,
            PRICES,
            "create table sales (id int primary key, company_id bigint references companies,"
                + " land text, since int, since_text text)");
    String drafted = source.text("source.yml");
    source.write(
        "source.yml",
        drafted.replace("  sales:", "  sales:\n    relations: {land+since: prices as price}"));
    assertThat(source.model().table("sales").orElseThrow().relation("price").orElseThrow())
        .isEqualTo(
            new Relation(
                "price",
                "sales",
                List.of("land", "since"),
                "prices",
                List.of("country", "year"),
                false));
    for (String turned :
        List.of("since + land: prices.year+country", "since+land: prices.year+country")) {
      source.write(
          "source.yml", drafted.replace("  sales:", "  sales:\n    relations: {" + turned + "}"));
      assertThat(source.model().table("sales").orElseThrow().relation("since_land").orElseThrow())
          .isEqualTo(
              new Relation(
                  "since_land",
                  "sales",
                  List.of("since", "land"),
                  "prices",
                  List.of("year", "country"),
                  false));
    }
    source.write(
        "source.yml",
        drafted.replace("  sales:", "  sales:\n    relations: {land+since_text: prices}"));
    assertThatThrownBy(source::model)
        .hasMessageContaining("since_text is text, but prices.year is integer");
    source.write(
        "source.yml", drafted.replace("  sales:", "  sales:\n    relations: {land: prices}"));
    assertThatThrownBy(source::model)
        .hasMessageContaining(
            "parent prices has the key [country, year]; refer to all of it, as in 'country+year': prices");
    source.write(
        "source.yml", drafted.replace("  sales:", "  sales:\n    relations: {land+when: prices}"));
    assertThatThrownBy(source::model).hasMessageContaining("sales has no such column");
  }

  /** Columns of the key's own names are those, in whatever order somebody writes them. */
  @Test
  void areMatchedByTheirNames() throws SQLException {
    OwnSource source =
        OwnSource.draft(
            directory,
            COMPANIES,
            ROOMS,
            "create table visits (id int primary key, company_id bigint references companies,"
                + " door text, house text)");
    source.write(
        "source.yml",
        source
            .text("source.yml")
            .replace("  visits:", "  visits:\n    relations: {door+house: rooms as room}"));
    assertThat(source.model().table("visits").orElseThrow().relation("room").orElseThrow())
        .isEqualTo(
            new Relation(
                "room",
                "visits",
                List.of("door", "house"),
                "rooms",
                List.of("door", "house"),
                false));
  }

  @Test
  void leadToColumnsThatAreThere() throws SQLException {
    OwnSource source = OwnSource.draft(directory, COMPANIES, PRICES, SALES);
    String drafted = source.text("catalogue.yml");
    source.write("catalogue.yml", drafted.replace("key: [country, year]", "key: [country, yeer]"));
    assertThatThrownBy(source::model)
        .hasMessageContaining("prices has no column yeer, did you mean year?");
    source.write(
        "catalogue.yml", drafted.replace("columns: [country, year]", "columns: [countri, year]"));
    assertThatThrownBy(source::model)
        .hasMessageMatching(
            "(?s).*catalogue.yml:\\d+ tables.sales.composite_references\\[0\\].columns:"
                + " the table has no column countri, did you mean country\\?.*");
    source.write(
        "catalogue.yml",
        drafted.replace(
            "    key: [company_id, country, year]", "    key: [company_id, countri, year]"));
    assertThatThrownBy(source::model)
        .hasMessageMatching(
            "(?s).*catalogue.yml:\\d+ tables.prices.key: the table has no column countri, did you"
                + " mean country\\?.*");
    source.write("catalogue.yml", drafted.replace("companies.id", "companies.number"));
    assertThatThrownBy(source::model).hasMessageContaining("companies has no column number");
  }

  @Test
  void needNotBeFollowed() throws SQLException {
    OwnSource source = OwnSource.draft(directory, COMPANIES, PRICES, SALES);
    String drafted = source.text("source.yml");
    for (String written : List.of("country+year", "country + year", "year+country")) {
      source.write(
          "source.yml",
          drafted.replace("  sales:", "  sales:\n    relations: {" + written + ": none}"));
      assertThat(source.model().table("sales").orElseThrow().relations())
          .as(written)
          .extracting(Relation::name)
          .containsExactly("company");
    }
    source.write(
        "source.yml",
        drafted.replace(
            "  sales:", "  sales:\n    relations: {country+year: none, year+country: as price}"));
    assertThatThrownBy(source::model)
        .hasMessageContaining("is of the same columns as country+year");
  }
}
