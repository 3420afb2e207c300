package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.source.Finding;
import io.daybook.source.SourceModel;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A source whose tables lie in several schemas, two of one name and two enums of one name among
 * them: drafted, granted, checked and run as any other.
 */
class TestSeveralSchemas {
  private static final String[] TABLES = {
    "create schema core",
    "create schema repair",
    "create schema diner",
    "create schema elsewhere",
    "create table elsewhere.regions (id int primary key)",
    """
    create table core.businesses (
        id int primary key, name text, zone text, region_id int references elsewhere.regions)
    """,
    "create table core.plans (id int primary key, name text)",
    """
    create table core.customers (
        id int primary key, business_id int not null references core.businesses, name text)
    """,
    "create type repair.state as enum ('open', 'done')",
    "create type diner.state as enum ('served')",
    """
    create table repair.orders (
        id int primary key, business_id int not null references core.businesses,
        customer_id int references core.customers, state repair.state, total numeric(10,2))
    """,
    """
    create table repair.lines (
        id int primary key, order_id int not null references repair.orders, amount numeric(10,2))
    """,
    """
    create table repair.line_notes (
        id int primary key, author_id int references core.customers,
        line_id int not null references repair.lines, note text, secret_code text)
    """,
    """
    create table diner.orders (
        id int primary key, business_id int not null references core.businesses,
        customer_id int references core.customers, state diner.state, total numeric(10,2))
    """,
    // By its name the diner's own, though nothing declares it.
    """
    create table diner.bills (
        id int primary key, business_id int not null references core.businesses, order_id int)
    """,
    "insert into core.businesses values (1, 'One', 'UTC'), (2, 'Two', 'Asia/Tokyo')",
    "insert into core.plans values (1, 'Gold')",
    "insert into core.customers values (10, 1, 'Ann'), (20, 2, 'Bob')",
    "insert into repair.orders values (1, 1, 10, 'done', 5), (2, 2, 10, 'open', 7)",
    "insert into repair.lines values (100, 1, 5), (200, 2, 7), (300, 9, 9)",
    "insert into repair.line_notes values (1000, null, 100, 'a', 'x'), (3000, null, 300, 'c', 'x')",
    "insert into diner.orders values (1, 2, 20, 'served', 11)",
    "insert into diner.bills values (1, 2, 1)",
  };

  @TempDir Path directory;

  @Test
  void isDraftedAndChecked() throws SQLException {
    OwnSource source = draft();
    assertThat(source.file("source.yml"))
        .content()
        .contains("schemas: [core, repair, diner]\n")
        .contains("  table: core.businesses\n  key: id\n  column: business_id\n  zone: zone\n")
        .contains("  core.plans:\n    tenant: global   # a guess")
        .contains("  repair.lines:\n    tenant: via order   # a guess\n")
        .as("the parent of a parent knows the tenant; whoever wrote the note may be nobody")
        .contains("  repair.line_notes:\n    tenant: via line   # a guess\n")
        .contains("    #   order_id: diner.orders\n")
        .doesNotContain("elsewhere");
    SourceModel model = source.model();
    assertThat(model.vocabularies())
        .containsOnlyKeys("repair.state", "diner.state")
        .containsEntry("diner.state", List.of("served"));
    assertThat(source.findings())
        .as("the printed rights are all that it needs")
        .extracting(Finding::toString)
        .containsExactly("repair.line_notes: columns that are not read: secret_code");

    source.execute(
        "alter table diner.orders drop column total",
        "alter type repair.state add value 'void'",
        "create table diner.menus (id int)");
    assertThat(source.findings().stream().map(Finding::toString))
        .anyMatch(each -> each.startsWith("diner.orders.total: the column is missing"))
        .anyMatch(each -> each.contains("repair.state: the enum has new values: void"))
        .anyMatch(each -> each.contains("tables or views that are not in the model: diner.menus"));
    source.execute("drop table diner.bills");
    assertThat(source.findings().stream().map(Finding::toString))
        .anyMatch(each -> each.startsWith("diner.bills: the table is missing in schema diner"));
  }

  @Test
  void becomesOneRelease() throws SQLException {
    requireRelease("duckdb");
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void becomesOneReleaseOnSpark() throws SQLException {
    requireRelease("spark");
  }

  private void requireRelease(String engine) throws SQLException {
    OwnSource source = draft();
    source
        .write(
            "facts/repairs.yml",
            """
            description: One row per repair
            base: repair.orders
            columns: [id as order_id, state, total]
            paths:
              - path: customer
                columns: [name]
            """)
        .write(
            "facts/meals.yml",
            """
            description: One row per meal
            base: diner.orders
            columns: [id as order_id, state, total]
            """)
        .write(
            "facts/notes.yml",
            """
            description: One row per note
            base: repair.line_notes
            columns: [id as note_id]
            paths:
              - path: line.order
                columns: [total]
            """)
        .write(
            "checks/every_meal_costs.sql",
            "select business_id, id from raw.\"diner.orders\" where total = 0\n")
        .write(
            "checks/every_meal_costs.yml",
            "description: a meal costs something\non_finding: block\nkeys: [business_id, id]\n");

    Manifest release = source.run(engine);

    assertThat(
            source.query(
                release,
                "select business_id, order_id, state, total, customer_name"
                    + " from facts.repairs order by order_id"))
        .hasToString("[[1, 1, done, 5.00, Ann], [2, 2, open, 7.00, null]]");
    assertThat(source.query(release, "select business_id, state, total from facts.meals"))
        .hasToString("[[2, served, 11.00]]");
    assertThat(
            source.query(
                release,
                "select business_id, note_id, line_order_total from facts.notes order by note_id"))
        .as("the tenant over three tables")
        .hasToString("[[1, 1000, 5.00], [(unassigned), 3000, null]]");
    assertThat(source.query(release, "select sum(total) from raw.\"repair.orders\""))
        .hasToString("[[12.00]]");
    assertThat(
            source.query(
                release,
                "select relation, cross_tenant from recorded.relation_counts"
                    + " where cross_tenant > 0 and relation like '%customers%'"))
        .hasToString("[[repair.orders.customer_id -> core.customers.id, 1]]");
    assertThat(release.datasets())
        .filteredOn(dataset -> dataset.layer() == Dataset.Layer.RAW)
        .allSatisfy(
            dataset ->
                assertThat(dataset.files())
                    .isNotEmpty()
                    .allMatch(
                        file -> file.path().contains("/" + dataset.table().replace(".", "__"))));
  }

  @Test
  void aSchemaWithoutTablesOrATableOfNoneIsRefused() throws SQLException {
    assertThatThrownBy(() -> OwnSource.draft(directory, List.of("core", "diners"), TABLES))
        .hasMessageContaining("schema diners has no table");
    OwnSource source = draft();
    source.replace("source.yml", "[core, repair, diner]", "[core, diner]");
    assertThatThrownBy(source::model)
        .hasMessageContaining("tables.repair.orders: is of none of the schemas core, diner");
    source.replace("source.yml", "schemas:", "schema: core\nschemas:");
    assertThatThrownBy(source::model).hasMessageContaining("schema: is one of schemas");
  }

  private OwnSource draft() throws SQLException {
    return OwnSource.draft(directory, List.of("core", "repair", "diner"), TABLES);
  }
}
