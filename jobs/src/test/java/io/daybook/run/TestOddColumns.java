package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.source.Finding;
import io.daybook.source.Relation;
import io.daybook.sql.Quoted;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that call their columns what SQL has other uses for, or writes in quotes alone. */
class TestOddColumns {
  private static final List<String> COLUMNS =
      List.of(
          "createdAt",
          "order",
          "select",
          "Net total, %",
          "a.b",
          "say \"it's\" [x] = :y %z #1",
          "back`tick\\",
          "größe",
          "日本",
          "2nd",
          "same as before",
          "rowid",
          "_metadata",
          "tenant",
          "base",
          "x".repeat(63));

  @TempDir Path directory;

  @Test
  void areReadAsTheyAre() throws SQLException, IOException {
    requireThatEachIsRead("duckdb");
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void areReadAsTheyAreOnSpark() throws SQLException, IOException {
    requireThatEachIsRead("spark");
  }

  private void requireThatEachIsRead(String engine) throws SQLException, IOException {
    StringBuilder ddl = new StringBuilder("create table odd (id int primary key");
    StringBuilder row = new StringBuilder("insert into odd values (1");
    StringBuilder fact = new StringBuilder("description: One row per row\nbase: odd\ncolumns:\n");
    fact.append("  - id\n");
    for (String column : COLUMNS) {
      ddl.append(", ").append(Quoted.name(column)).append(" text");
      row.append(", ").append(Quoted.text("of " + column));
      fact.append("  - '").append(column.replace("'", "''")).append("'\n");
    }
    OwnSource source =
        OwnSource.draft(
            directory,
            "create table organizations (id int primary key, zone text)",
            "insert into organizations values (1, 'UTC')",
            ddl + ", \"Owner Id\" int references organizations)",
            row + ", 1)");
    assertThat(Files.readString(source.file("source.yml"))).contains("  column: Owner Id\n");
    source.write("facts/odd.yml", fact.toString());
    assertThat(source.findings()).noneMatch(each -> each.severity() == Finding.Severity.ERROR);
    Manifest manifest = source.run(engine);
    for (String dataset : List.of("raw.odd", "facts.odd")) {
      for (String column : COLUMNS) {
        assertThat(source.query(manifest, "select " + Quoted.name(column) + " from " + dataset))
            .as(dataset)
            .containsExactly(List.of("of " + column));
      }
    }
    assertThat(source.query(manifest, "select \"Owner Id\" from facts.odd"))
        .containsExactly(List.of("1"));
  }

  @Test
  void draftsOneOfTwoColumnsThatDifferInCaseOnly() throws SQLException, IOException {
    OwnSource source =
        OwnSource.draft(
            directory,
            "create table organizations (id int primary key, zone text)",
            "create table orders (id int primary key, organization_id int references organizations,"
                + " \"Total\" numeric(9,2), total numeric(9,2))");
    assertThat(source.model().table("orders").orElseThrow().leftOut()).containsExactly("total");

    source.write(
        "source.yml",
        Files.readString(source.file("source.yml")).replaceAll("leave_out: \\[total].*", ""));
    assertThatThrownBy(source::model)
        .hasMessageStartingWith("DEF-INVALID")
        .hasMessageContaining("orders.total: differs from Total in case only")
        .hasMessageContaining("leave_out: [total]");
  }

  /** The tables of an application whose columns are in camelCase, as its framework made them. */
  private static final List<String> CAMEL_CASE =
      List.of(
          "create type \"OrderStatus\" as enum ('OPEN', 'PAID', 'In Transit', 'yes')",
          """
          create table "Organization" (
              id text primary key, name text not null, "timeZone" text not null default 'UTC',
              "deletedAt" timestamp(3))
          """,
          """
          create table "User" (
              id text primary key, "organizationId" text not null references "Organization",
              email text not null, "resetToken" text, "hashedPassword" text,
              "createdAt" timestamp(3) not null default now())
          """,
          """
          create table "Order" (
              id text primary key, "organizationId" text not null references "Organization",
              "userId" text references "User", "approvedBy" text, "customerId" text,
              status "OrderStatus" not null, "statusHistory" "OrderStatus"[],
              total numeric(65,30) not null, "createdAt" timestamp(3) not null default now())
          """,
          "create table \"Customer\" (id text primary key,"
              + " \"organizationId\" text not null references \"Organization\")",
          """
          insert into "Organization" values
              ('a', 'Ann', 'Asia/Tokyo', null), ('b', 'Bob', 'UTC', null)
          """,
          """
          insert into "User" values
              ('u1', 'a', 'u1@a.example', 'x', 'x', '2026-01-01'),
              ('u2', 'b', 'u2@b.example', 'x', 'x', '2026-01-01')
          """,
          "insert into \"Customer\" values ('c1', 'a')",
          """
          insert into "Order" values
              ('o1', 'a', 'u1', 'u1', 'c1', 'PAID', '{OPEN,PAID}', 12.345, '2026-03-01 20:00'),
              ('o2', 'a', 'u1', null, null, 'In Transit', '{OPEN}', 7.655, '2026-03-02 10:00'),
              ('o3', 'a', 'u2', null, null, 'yes', null, 5, '2026-03-03 10:00'),
              ('o4', 'b', 'u2', null, null, 'PAID', '{}', 100, '2026-03-01 20:00')
          """);

  @Test
  void draftsWhatCamelCaseSays() throws SQLException, IOException {
    OwnSource source = OwnSource.draft(directory, CAMEL_CASE.toArray(String[]::new));
    assertThat(Files.readString(source.file("source.yml")))
        .contains(
            """
              table: Organization
              key: id
              column: organizationId
              zone: timeZone
            """)
        .contains("deleted: deletedAt\n")
        .contains("  #   customerId: Customer\n")
        .contains("  #   approvedBy: User\n");
    assertThat(source.model().table("User").orElseThrow().leftOut())
        .containsExactlyInAnyOrder("resetToken", "hashedPassword");
    assertThat(source.model().table("Order").orElseThrow().relations())
        .extracting(Relation::name)
        .containsExactly("organization", "user");
  }

  @Test
  void countInMartsAndReports() throws SQLException {
    requireThatCamelCaseCounts("duckdb");
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void countInMartsAndReportsOnSpark() throws SQLException {
    requireThatCamelCaseCounts("spark");
  }

  private void requireThatCamelCaseCounts(String engine) throws SQLException {
    OwnSource source = OwnSource.draft(directory, CAMEL_CASE.toArray(String[]::new));
    source
        .write(
            "source.yml",
            """
                source: %s
                schema: public
                tenants:
                  table: Organization
                  key: id
                  column: organizationId
                  zone: timeZone
                  default_zone: UTC
                deleted: deletedAt
                leave_out: ['*TOKEN', '*password*']
                tables:
                  Organization:
                  Customer:
                  User:
                  Order:
                    types: {total: 'decimal(20,6)'}
                    relations: {customerId: Customer, approvedBy: User as Approver}
                """
                .formatted(source.name()))
        .write(
            "facts/tenants.yml",
            "description: One row per organization\nbase: Organization\ncolumns: [name]\n")
        .write(
            "facts/orders.yml",
            """
            description: One row per order
            base: Order
            columns: [id, status, statusHistory, total, createdAt, userId]
            paths:
              - {path: user, columns: [email]}
              - {path: Approver, columns: [email, createdAt as since]}
              - {path: customer as boughtBy, columns: [id]}
            local_dates: {createdAt: created_local_date}
            units: {money(tenant): [total]}
            """)
        .write(
            "facts/approvals.yml",
            """
            description: One row per order, with the same parents
            base: Order
            columns: [id]
            paths:
              - {path: user, columns: [email, createdAt]}
              - {path: Approver, columns: [email]}
            """)
        .write(
            "marts/sales.sql",
            """
            select
                orders."organizationId",
                orders.created_local_date as "soldOn",
                sum(orders."total") as "netTotal"
            from facts.orders as orders
            where orders."createdAt" is not null
            group by orders."organizationId", orders.created_local_date
            """)
        .write(
            "marts/sales.yml",
            """
            description: What each organization sold a day
            grain: [organizationId, soldOn]
            columns:
              - {name: organizationId, type: text, meaning: tenant}
              - {name: soldOn, type: date, meaning: day}
              - {name: netTotal, type: 'decimal(20,6)', unit: money(tenant), meaning: sold, at_least: 0}
            sums:
              - {column: netTotal, equals: sum(total), over: facts.orders}
            """)
        .write("checks/dear.sql", "select \"createdAt\" from facts.orders where total > 50\n")
        .write("checks/dear.yml", "description: dear\non_finding: warn\nkeys: [createdAt]\n")
        .write(
            "metrics.yml",
            """
            metrics:
              sold:
                title: Sold
                description: Orders by their day
                unit: money
                better: higher
                from: marts.sales
                date: soldOn
                value: sum("netTotal")
            datasets:
              orders:
                title: Orders
                from: facts.orders
                area: sales
                date: created_local_date
                columns: [status, userId, boughtBy_id]
                sums: {total: money}
              sales:
                title: Sales
                from: marts.sales
                area: sales
                date: soldOn
                columns: [soldOn]
                sums: {netTotal: money}
            roles:
              owner: [sales]
            answering: [owner]
            """)
        .write(
            "reports/organisations.sql",
            """
            select "organizationId" as tenant, name, is_live, zone, is_zone_valid,
                'AUD' as currency, 'en-AU' as locale
            from facts.tenants
            """)
        .write(
            "reports/people.sql",
            "select id, \"organizationId\" as tenant, email, 'owner' as role, true as is_active"
                + " from raw.\"User\"\n");
    assertThat(source.findings()).noneMatch(each -> each.severity() == Finding.Severity.ERROR);
    Manifest manifest = source.run(engine);
    assertThat(
            source.query(
                manifest,
                "select \"organizationId\", cast(\"soldOn\" as text), cast(\"netTotal\" as text)"
                    + " from marts.sales order by all"))
        .containsExactly(
            List.of("a", "2026-03-02", "20.000000"),
            List.of("a", "2026-03-03", "5.000000"),
            List.of("b", "2026-03-01", "100.000000"));
    assertThat(
            source.query(
                manifest,
                "select id, status, \"statusHistory\", user_email is not null,"
                    + " cast(\"Approver_since\" as text), \"boughtBy_id\" from facts.orders"
                    + " where id = 'o1' or id = 'o3' order by id"))
        .as("the user of o3 is another organization's")
        .containsExactly(
            List.of("o1", "PAID", "[\"OPEN\",\"PAID\"]", true, "2026-01-01 00:00:00+00", "c1"),
            Arrays.asList("o3", "yes", null, false, null, null));
    assertThat(
            source.query(
                manifest,
                "select id, user_email, \"Approver_email\" from facts.approvals"
                    + " where \"user_createdAt\" is not null order by id"))
        .containsExactly(
            List.of("o1", "u1@a.example", "u1@a.example"),
            Arrays.asList("o2", "u1@a.example", null),
            Arrays.asList("o4", "u2@b.example", null));
    assertThat(manifest.checks())
        .contains(
            new CheckOutcome("checks.dear", false, 1),
            new CheckOutcome("marts.sales.sum.netTotal", true, 0),
            new CheckOutcome("relations.Order.userId.cross_tenant", false, 1));
    assertThat(
            source.query(
                manifest,
                "select sample_keys from recorded.checks"
                    + " where check_name = 'relations.Order.userId.cross_tenant'"))
        .containsExactly(List.of("organizationId=a id=o3"));
    assertThat(
            source.ask(
                manifest,
                "a",
                "owner",
                """
                {"metrics": ["sold"], "dimensions": ["day"], "period": {"from": "2026-03-01", "to": "2026-03-31"}}
                """))
        .containsExactly(List.of("2026-03-02", "20"), List.of("2026-03-03", "5"));
    assertThat(
            source.ask(
                manifest,
                "a",
                "owner",
                """
                {"source": "orders", "columns": ["status", "userId", "boughtBy_id"],
                  "filter": {"field": "userId", "op": "eq", "value": "u1"}}
                """))
        .containsExactly(List.of("In Transit", "u1", ""), List.of("PAID", "u1", "c1"));
  }
}
