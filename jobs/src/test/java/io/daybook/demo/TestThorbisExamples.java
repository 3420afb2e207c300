package io.daybook.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The worked examples of Thorbis's demo, whose figures tests of its marts may name. */
class TestThorbisExamples {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 29);

  /** Every order of the two businesses, whatever became of it. */
  private static final String ORDERS =
      """
      with
      worked as (select id from tenant_mgmt.businesses where business_name like 'Worked %'),

      orders as (
          select business_id, customer_id, total_amount from hs.work_orders
          union all
          select business_id, customer_id, total_amount from auto.repair_orders
          union all
          select business_id, customer_id, total_amount from rest.orders
          union all
          select business_id, customer_id, total_amount from ret.sales_orders
      )

      """;

  private static Connection owner;

  @BeforeAll
  static void fill() throws SQLException {
    owner = TestPostgres.database().connect();
    DemoSources.create(owner, "thorbis", DemoSize.XS, 7, TODAY);
  }

  @AfterAll
  static void close() throws SQLException {
    owner.close();
  }

  @Test
  void losesOneHundredOnTheWayToTheView() throws SQLException {
    assertThat(
            figures(
                "select sum(total_cross_industry_revenue) from reporting_mgmt.customer_360_view"
                    + " where business_id in (select id from worked)"))
        .isEqualTo("1789.00");
    assertThat(
            figures(
                "select sum(total_amount) from orders"
                    + " where business_id in (select id from worked)"))
        .isEqualTo("1889.00");
    assertThat(
            figures(
                """
                select sum(total_amount) from rest.orders
                where customer_id is null and business_id in (select id from worked)
                union all
                select sum(total_amount) from ret.sales_orders as sales
                inner join hs.customers as customers on customers.id = customer_id
                where customers.deleted_at is not null and sales.business_id in (select id from worked)
                union all
                select sum(total_amount) from hs.work_orders
                where deleted_at is not null and business_id in (select id from worked)
                """))
        .isEqualTo("13.00 77.00 10.00");
  }

  @Test
  void liftsACustomerByWhatTheNeighbourBooked() throws SQLException {
    String customer =
        " inner join hs.customers as customers on customers.id = orders.customer_id"
            + " where last_name like 'Seventy Five%' and orders.total_amount <> 10";
    assertThat(
            figures(
                "select sum(total_amount) from orders"
                    + customer
                    + " and customers.business_id = orders.business_id"))
        .isEqualTo("175.00");
    assertThat(figures("select sum(total_amount) from orders" + customer)).isEqualTo("1175.00");
    assertThat(
            figures(
                "select sum(total_amount) from orders"
                    + " inner join auto.vehicles on vehicles.customer_id = orders.customer_id"
                    + customer))
        .as("joined with the vehicles of their owner")
        .isEqualTo("3525.00");
  }

  @Test
  void isDueOnEachEdgeOfABucket() throws SQLException {
    assertThat(
            figures(
                "select date '2026-03-28' - due_date from hs.invoices"
                    + " inner join hs.customers as customers on customers.id = customer_id"
                    + " where last_name like 'Aging%' and status not in ('draft', 'void')"
                    + " order by due_date desc nulls last"))
        .isEqualTo("-1 0 1 30 31 60 61 90 91 null");
  }

  @Test
  void standsOnTheEdgesOfALife() throws SQLException {
    assertThat(
            figures(
                """
                select split_part(last_name, ' ·', 1) || '=' || customer_lifecycle_stage
                from reporting_mgmt.customer_360_view
                inner join hs.customers using (id)
                where last_name like 'Day %' or last_name like 'Never%'
                order by 1
                """))
        .isEqualTo(
            "Day 365 less=dormant Day 365=inactive Day 90 less=active Day 90=dormant"
                + " Never=inactive");
  }

  /** What the documents of the schema promise of it, beyond its columns. */
  @Test
  void bindsTenColumnsTwice() throws SQLException {
    assertThat(
            figures(
                """
                select count(*) || ' ' || count(*) filter (where words > 1)
                from (
                    select conrelid, conkey, count(distinct confdeltype) as words
                    from pg_constraint
                    where contype = 'f'
                    group by conrelid, conkey, confrelid
                    having count(*) > 1
                ) as twice
                """))
        .isEqualTo("10 4");
    assertThat(figures("select count(*) from pg_constraint where contype = 'f'")).isEqualTo("145");
  }

  private static String figures(String select) throws SQLException {
    return Oracle.query(owner, ORDERS + select).stream()
        .map(row -> String.valueOf(row.get(0)))
        .collect(Collectors.joining(" "));
  }
}
