package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @ValueSource(strings = "duckdb")
  void aSourceWithOneTenantAloneIsDraftedRunAndAsked(String engine) throws SQLException {
    OwnSource source =
        OwnSource.draft(
            directory,
            "create table customers (id serial primary key, name text, email text)",
            """
            create table orders (
                id serial primary key, customer_id int references customers, total numeric(10,2),
                placed_at timestamptz, packed_at timestamp)
            """,
            "insert into customers (name, email) values ('Ann', 'ann@solo.example')",
            """
            insert into orders (customer_id, total, placed_at, packed_at) values
                (1, 5, '2026-03-22 22:30+00', '2026-03-22 23:30'), (1, 7, '2026-03-22 23:30+00', null),
                (9, 11, '2026-03-23 10:00+00', null)
            """);
    assertThat(source.file("source.yml"))
        .content()
        .contains("tenants: none ")
        .contains("\ntables:\n  customers:\n  orders:\n");
    assertThat(source.findings()).isEmpty();
    source
        .replace("source.yml", "default_zone: UTC ", "default_zone: Europe/Vienna ")
        .replace("source.yml", "naive: utc", "naive: tenant")
        .replace(
            "source.yml",
            "# tenant: {name: ..., currency: EUR, locale: en-AU}",
            "tenant: {id: solo, name: Solo & Co, currency: EUR, locale: de-AT}")
        .write(
            "facts/orders.yml",
            """
            description: One row per order
            base: orders
            columns: [id as order_id, total, packed_at]
            paths:
              - path: customer
                columns: [name]
            local_dates: {placed_at: placed_local_date}
            units: {money(tenant): [total]}
            """)
        .write(
            "marts/sales.sql",
            """
            select
                orders.tenant_id,
                orders.placed_local_date as sold_date,
                sum(orders.total) as sold
            from facts.orders as orders
            where orders.tenant_is_live
            group by orders.tenant_id, orders.placed_local_date
            """)
        .write(
            "marts/sales.yml",
            """
            description: What was sold a day
            grain: [tenant_id, sold_date]
            columns:
              - {name: tenant_id, type: text, meaning: tenant}
              - {name: sold_date, type: date, meaning: day}
              - {name: sold, type: 'decimal(12,2)', unit: money(tenant), meaning: sold}
            """)
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
                date: sold_date
                value: sum(sold)
            datasets:
              sales:
                title: Sales
                from: marts.sales
                area: sales
                date: sold_date
                columns: [sold_date]
                sums: {sold: money}
            roles:
              owner: [sales]
            answering: [owner]
            """)
        .write(
            "reports/organisations.sql",
            """
            select tenant_id as tenant, name, is_live, zone, is_zone_valid, currency, locale
            from facts.tenants
            """)
        .write(
            "reports/people.sql",
            """
            select customers.id, tenants.tenant_id as tenant, customers.email, 'owner' as role,
                true as is_active
            from raw.customers as customers
            cross join facts.tenants as tenants
            """);

    Manifest release = source.run(engine);

    assertThat(source.query(release, "select * from facts.tenants"))
        .containsExactly(
            Arrays.asList("solo", null, "Europe/Vienna", true, true, "Solo & Co", "EUR", "de-AT"));
    assertThat(
            source.query(
                release,
                """
                select tenant_id, order_id, customer_name, cast(placed_local_date as varchar),
                    epoch_us(packed_at) // 1000000
                from facts.orders
                order by order_id
                """))
        .containsExactly(
            List.of("solo", 1, "Ann", "2026-03-22", 1774218600L),
            Arrays.asList("solo", 2, "Ann", "2026-03-23", null),
            Arrays.asList("solo", 3, null, "2026-03-23", null));
    assertThat(
            source.query(
                release, "select tenant_id, cast(sold as varchar) from marts.sales order by 2"))
        .containsExactly(List.of("solo", "18.00"), List.of("solo", "5.00"));
    assertThat(release.checks())
        .contains(
            new CheckOutcome("facts.orders.rows", true, 0),
            new CheckOutcome("relations.orders.customer_id.orphaned", false, 1));
    assertThat(
            source.ask(
                release,
                "solo",
                "owner",
                """
                {"metrics": ["sold"], "dimensions": ["day"], "period": {"from": "2026-03-01", "to": "2026-03-31"}}
                """))
        .containsExactly(List.of("2026-03-22", "5"), List.of("2026-03-23", "18"));
  }

  @Tag("slow")
  @Tag("promise")
  @ParameterizedTest
  @ValueSource(strings = "spark")
  void aSourceWithOneTenantAloneIsDraftedRunAndAskedOnSpark(String engine) throws SQLException {
    aSourceWithOneTenantAloneIsDraftedRunAndAsked(engine);
  }

  @Test
  void aTenantIsRecognisedByNameWhereNothingIsDeclaredAndNeverInASchemaThatIsNotRead()
      throws SQLException {
    OwnSource source =
        OwnSource.draft(
            directory,
            "create schema auth",
            "create table auth.users (id int primary key)",
            "create table organizations (id int primary key, timezone text)",
            """
            create table profiles (
                id int primary key references auth.users, organization_id int)
            """,
            "create table notes (id int primary key references auth.users, organization_id int)",
            "create table tags (id int primary key references auth.users, label text)");
    assertThat(source.file("source.yml"))
        .content()
        .contains(
            "  table: organizations\n  key: id\n  column: organization_id\n  zone: timezone\n")
        .contains("  tags:\n    tenant: global   # a guess");
    assertThat(source.model().tables()).hasSize(4);
  }
}
