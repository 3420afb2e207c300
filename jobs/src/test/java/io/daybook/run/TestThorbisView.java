package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.demo.Oracle;
import io.daybook.warehouse.Manifest;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Why the application's own view says less than Thorbis's marts: to the cent. */
class TestThorbisView {
  /** Orders that the view gives to a living customer of another business. */
  private static final String FOREIGN =
      """
      select cast(customers.id as text), sum(total_amount) as amount
      from (
          select business_id, customer_id, total_amount, deleted_at from hs.work_orders
          union all
          select business_id, customer_id, total_amount, deleted_at from auto.repair_orders
          union all
          select business_id, customer_id, total_amount, null from rest.orders
          union all
          select business_id, customer_id, total_amount, null from ret.sales_orders
      ) as orders
      inner join hs.customers on customers.id = customer_id and customers.business_id <> orders.business_id
      where orders.deleted_at is null and customers.deleted_at is null
      """;

  private static final DemoNight night = ThorbisNight.shared();
  private static final Manifest release = ThorbisNight.release();

  /**
   * The application's view joins on the customer alone and asks no status. What it has less than
   * all orders are those of nobody, of a deleted customer, and deleted ones.
   */
  @Test
  void losesOneHundredOnTheWayToTheView() throws SQLException {
    assertThat(view("where business_name like 'Worked %'")).isEqualByComparingTo("1789.00");
    assertThat(facts("true")).as("all orders").isEqualByComparingTo("1889.00");
    assertThat(facts("not is_deleted and customer_id is null"))
        .as("orders without a customer")
        .isEqualByComparingTo("13.00");
    assertThat(facts("not is_deleted and customer_is_deleted"))
        .as("orders of a deleted customer")
        .isEqualByComparingTo("77.00");
    assertThat(facts("is_deleted")).as("deleted orders").isEqualByComparingTo("10.00");
  }

  /** To the cent, in every business, those that are deleted included. */
  @Test
  void explainsTheViewOfAllBusinesses() throws SQLException {
    BigDecimal foreign =
        sum("select null, sum(amount) from (" + FOREIGN + " group by customers.id) as orders");
    assertThat(foreign).as("orders on customers of another business").isPositive();
    assertThat(view(""))
        .isEqualByComparingTo(
            orders("true", "true")
                .subtract(orders("true", "not is_deleted and customer_id is null"))
                .subtract(orders("true", "not is_deleted and customer_is_deleted"))
                .subtract(orders("true", "is_deleted"))
                .subtract(
                    orders(
                        "true",
                        "not is_deleted and customer_id is not null and customer_is_deleted is null"))
                .add(foreign));
  }

  /**
   * Customer by customer: what the view has more than is earned are orders that are not done, what
   * came back or costs less than nothing, and orders that another business wrote on the customer.
   */
  @Test
  void explainsTheViewOfEachCustomer() throws SQLException {
    Map<Object, BigDecimal> foreign = byCustomer(source(FOREIGN + " group by customers.id"));
    Map<Object, BigDecimal> explained =
        byCustomer(
            night.query(
                release.release(),
                """
                select
                    customer_id,
                    total_revenue
                        + coalesce(sum(total_amount) filter (where not is_earned), 0)
                        + coalesce(sum(total_amount - gross_amount) filter (where is_earned), 0)
                from marts.cross_industry_revenue
                left join (
                    select * from marts.orders_of_all_industries
                    where customer_member = 'known' and not is_deleted
                ) as orders using (business_id, customer_id)
                where cross_industry_revenue.customer_member = 'known'
                group by business_id, customer_id, total_revenue
                """));
    foreign.keySet().retainAll(explained.keySet());
    assertThat(foreign).isNotEmpty();
    foreign.forEach((customer, amount) -> explained.merge(customer, amount, BigDecimal::add));
    Map<Object, BigDecimal> view =
        byCustomer(
            source(
                """
                select cast(view.id as text), total_cross_industry_revenue
                from reporting_mgmt.customer_360_view as view
                inner join tenant_mgmt.businesses on businesses.id = business_id
                where businesses.deleted_at is null
                """));
    assertThat(view.keySet()).isEqualTo(explained.keySet());
    view.forEach(
        (customer, total) ->
            assertThat(explained.get(customer)).as("%s", customer).isEqualByComparingTo(total));
  }

  private static Map<Object, BigDecimal> byCustomer(List<List<Object>> rows) {
    return rows.stream()
        .collect(Collectors.toMap(row -> row.get(0), row -> (BigDecimal) row.get(1)));
  }

  /** What the application's view adds up to. */
  private static BigDecimal view(String where) throws SQLException {
    return sum(
        """
        select null, sum(total_cross_industry_revenue)
        from reporting_mgmt.customer_360_view
        inner join tenant_mgmt.businesses on businesses.id = business_id
        """
            + where);
  }

  private static BigDecimal sum(String query) throws SQLException {
    return (BigDecimal) source(query).get(0).get(1);
  }

  private static List<List<Object>> source(String query) throws SQLException {
    try (Connection owner = night.database.connect()) {
      return Oracle.query(owner, query);
    }
  }

  /** What orders of the two worked businesses add up to. */
  private static BigDecimal facts(String where) throws SQLException {
    return orders(
        "business_id in (select business_id from facts.tenants where business_name like 'Worked %')",
        where);
  }

  private static BigDecimal orders(String businesses, String where) throws SQLException {
    String amounts =
        """
        select business_id, customer_id, customer_is_deleted, total_amount, %s as is_deleted
        from facts.%s
        """;
    return (BigDecimal)
        night
            .query(
                release.release(),
                "select coalesce(sum(total_amount), 0) from ("
                    + String.join(
                        " union all ",
                        amounts.formatted("is_deleted", "hs_work_orders"),
                        amounts.formatted("is_deleted", "auto_repair_orders"),
                        amounts.formatted("false", "rest_orders"),
                        amounts.formatted("false", "ret_sales_orders"))
                    + ") as orders where "
                    + businesses
                    + " and "
                    + where)
            .get(0)
            .get(0);
  }
}
