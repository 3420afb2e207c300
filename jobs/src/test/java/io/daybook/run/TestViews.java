package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.postgres.TestPostgres;
import io.daybook.source.Finding;
import io.daybook.warehouse.Manifest;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A source that shows views alone, as people make them over tables with names of another style:
 * tenants, parents and bases of facts are views, whose keys a person says.
 */
class TestViews {
  private static final String[] VIEWS = {
    "create schema inside",
    "create table inside.\"Organization\" (id int primary key, name text, \"timeZone\" text)",
    "create table inside.\"Order\" (id int, \"organizationId\" int, \"customerId\" int, total numeric(10,2))",
    "insert into inside.\"Organization\" values (1, 'One', 'UTC'), (2, 'Two', 'Asia/Tokyo')",
    "insert into inside.\"Order\" values (10, 1, 100, 5), (11, 1, 200, 7), (20, 2, 200, 11)",
    "create view organizations as select id, name, \"timeZone\" as time_zone from inside.\"Organization\"",
    """
    create view orders as
    select id, "organizationId" as organization_id, "customerId" as customer_id, total
    from inside."Order"
    """,
    """
    create materialized view customers as
    select 100 as id, 1 as organization_id, 'Ann' as name
    union all select 200, 2, 'Bob'
    """,
    "create view totals as select count(*) as orders from inside.\"Order\"",
  };

  private static final String TOTALS =
      """
        totals:
          # key: which columns tell its rows apart?
          tenant: global   # a guess: it has no tenant column and no parent that has one
      """;

  @TempDir Path directory;

  @Test
  void areDraftedWhenAskedFor() throws SQLException {
    OwnSource source = OwnSource.draftWithViews(directory, VIEWS);
    assertThat(source.file("source.yml"))
        .content()
        .contains("  table: organizations\n  key: id\n  column: organization_id\n")
        .contains("  orders:\n    key: id   # of a view: a guess\n")
        .contains("  #   customer_id: customers\n")
        .contains("    # key: which columns tell its rows apart?\n");
    assertThat(source.file("catalogue.yml")).content().contains("    kind: view\n");
    assertThat(source.findings()).as("no key is missing").isEmpty();

    source.replace("source.yml", TOTALS, "");
    source.execute("create view added as select 1 as id");
    source.draftAgain(List.of("public"), false);
    assertThat(source.file("catalogue.yml"))
        .content()
        .as("those that are read, and no others")
        .contains("  customers:\n", "  orders:\n")
        .doesNotContain("  totals:\n", "  added:\n");
  }

  @Test
  void becomeFacts() throws SQLException {
    requireFacts("duckdb");
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void becomeFactsOnSpark() throws SQLException {
    requireFacts("spark");
  }

  private void requireFacts(String engine) throws SQLException {
    OwnSource source = source();
    Manifest release = source.run(engine);
    assertThat(
            source.query(
                release, "select order_id, customer_name, total from facts.sales order by 1"))
        .as("a customer of another tenant is not joined")
        .hasToString("[[10, Ann, 5.00], [11, null, 7.00], [20, Bob, 11.00]]");
  }

  @Test
  void whoseKeysAreShownToBeNoneBlockTheRelease() throws SQLException {
    OwnSource source = source();
    source.execute("insert into inside.\"Order\" values (10, 1, 100, 1)");
    assertThatThrownBy(() -> source.run("duckdb")).hasMessageContaining("facts.sales");
  }

  @Test
  void setAsideARowWithoutItsKey() throws SQLException {
    OwnSource source = source();
    source.execute("insert into inside.\"Order\" values (null, 1, 100, 1)");
    assertThatThrownBy(() -> source.run("duckdb")).hasMessageContaining("orders.id");
  }

  @Test
  void haveNoKeyThatTheyLackAndTablesNoSecondOne() throws SQLException {
    OwnSource source = OwnSource.draftWithViews(directory, VIEWS);
    source.replace("source.yml", "  orders:\n    key: id", "  orders:\n    key: idd");
    assertThatThrownBy(source::model)
        .hasMessageContaining("orders has no column idd, did you mean id?");
    OwnSource tables =
        OwnSource.draft(directory, "create table shops (id int primary key, zone text)");
    tables.replace("source.yml", "  shops:\n", "  shops:\n    key: zone\n");
    assertThatThrownBy(tables::model)
        .hasMessageContaining("shops has the primary key [id]; leave this line out");
  }

  /** What is lost of a key, as of a column that is used, stops the night. */
  private OwnSource source() throws SQLException {
    return OwnSource.draftWithViews(directory, VIEWS)
        .replace("source.yml", "    # relations:", "    relations:")
        .replace("source.yml", "    #   customer_id: customers", "      customer_id: customers")
        .write(
            "facts/sales.yml",
            """
            description: One row per order
            base: orders
            columns: [id as order_id, total]
            paths:
              - path: customer
                columns: [name]
            """);
  }

  @Test
  void ofAnotherServerAreReadOutsideOfTheSnapshot() throws SQLException {
    TestPostgres far = TestPostgres.database();
    try (Connection owner = far.connect();
        Statement statement = owner.createStatement()) {
      statement.execute("create view events as select 1 as id, random()::numeric(10,9) as n");
    }
    OwnSource source =
        OwnSource.draft(
            directory,
            "create table shops (id int primary key, zone text)",
            "insert into shops values (1, 'UTC')",
            "create extension postgres_fdw",
            "create server far foreign data wrapper postgres_fdw options (%s)"
                .formatted(place(far)),
            "create user mapping for public server far options (user '%s', password '%s')"
                .formatted(far.user(), far.password()),
            "create foreign table events (id int, n numeric(10,9)) server far");
    assertThat(source.file("source.yml"))
        .content()
        .contains("  # events:   # rows of another server: not of the snapshot, not reconciled\n");
    source.replace("source.yml", "  # events:", "  events:");
    assertThat(source.findings().stream().map(Finding::toString))
        .anyMatch(each -> each.contains("events: holds rows of another server"));
    assertThat(source.query(source.run("duckdb"), "select count(*) from raw.events"))
        .as("its sum is another one whenever it is asked for")
        .hasToString("[[1]]");
  }

  /** Of {@code jdbc:postgresql://host:port/name}. */
  private static String place(TestPostgres server) {
    URI url = URI.create(server.url().substring("jdbc:".length()));
    return "host '%s', port '%d', dbname '%s'"
        .formatted(url.getHost(), url.getPort(), url.getPath().substring(1));
  }
}
