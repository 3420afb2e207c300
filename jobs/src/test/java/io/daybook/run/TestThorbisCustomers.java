package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What Thorbis's customers are worth: what one can add up in the head of the worked examples. That
 * the marts equal the oracle says {@link TestThorbisMarts}.
 */
class TestThorbisCustomers {
  /** 175.00 and not 1175.00 with the neighbour's repair, nor 3525.00 by three vehicles. */
  @Test
  void countsACustomerOnce() throws SQLException {
    assertThat(
            worked(
                "hs_revenue || ' ' || auto_revenue || ' ' || rest_revenue || ' ' || ret_revenue"
                    + " || ' ' || vehicles_owned || ' ' || vehicles_serviced",
                "customer_360",
                "Seventy Five"))
        .isEqualTo("100.00 0.00 50.00 25.00 3 0");
    assertThat(
            worked(
                "total_revenue || ' ' || hs_share || ' ' || industries_used",
                "cross_industry_revenue",
                "Seventy Five"))
        .isEqualTo("175.00 0.5714 3");
  }

  /** Of 300 done, 100 to do, 40 cancelled, a quote of 60 that earns nothing, 114 that came back. */
  @Test
  void takesBackWhatCameBack() throws SQLException {
    assertThat(
            worked(
                "hs_orders || ' ' || hs_revenue || ' ' || rest_orders || ' ' || ret_orders"
                    + " || ' ' || ret_revenue",
                "customer_360",
                "Others"))
        .isEqualTo("1 300.00 0 1 -114.00");
  }

  /** Ten of 10.00, without a draft and a void one; and nothing of the invoice that is paid. */
  @Test
  void owesWhatIsOpen() throws SQLException {
    assertThat(worked("open_balance", "customer_360", "Aging")).isEqualTo("100.00");
    assertThat(worked("open_balance", "customer_360", "Others")).isEqualTo("0.00");
  }

  @Test
  void livesExactly90And365Days() throws SQLException {
    for (Map.Entry<String, String> stage :
        Map.of(
                "Day 90", "dormant",
                "Day 90 less", "active",
                "Day 365", "inactive",
                "Day 365 less", "dormant",
                "Never", "never",
                "Future", "never",
                "Old", "inactive",
                "Restored", "never",
                "Seventy Five", "active")
            .entrySet()) {
      assertThat(worked("stage", "customer_lifecycle", stage.getKey()))
          .as(stage.getKey())
          .isEqualTo(stage.getValue());
    }
  }

  /**
   * Ninety days before the first of June clocks showed winter: of that instant the meal is as old
   * as dormant is, though an hour is missing. Before the first of December they showed summer.
   */
  @Test
  void countsDaysAcrossAChangeOfClocks() throws SQLException {
    assertThat(
            ThorbisNight.of(
                "Worked Neighbour",
                "month || ' ' || from_stage || ' ' || to_stage || ' ' || customers",
                "lifecycle_movement",
                "where month in (date '2025-05-01', date '2025-11-01')"
                    + " order by month, from_stage"))
        .isEqualTo(
            "2025-05-01 active dormant 2, 2025-11-01 active active 1,"
                + " 2025-11-01 dormant dormant 1");
  }

  /**
   * A sale of 1900 and a meal of 1970: each has its day, and the calendar is that of the last 365
   * days, of the day of a meal in the future and of these two. Customers move until today.
   */
  @Test
  void keepsTodayWhateverIsDatedLongAgo() throws SQLException {
    assertThat(
            example(
                """
                count(distinct day) || ' ' || min(day) || ' '
                    || sum(orders) filter (where day = date '1970-01-01')
                """,
                "business_performance_daily",
                ""))
        .isEqualTo("368 1900-01-01 1");
    assertThat(
            example(
                "sum(customers)",
                "lifecycle_movement",
                """
                where month = (
                    select cast(date_trunc('month', max(as_of_date)) - interval 1 month as date)
                    from marts.customer_lifecycle
                    where business_id in (
                        select business_id from facts.tenants where business_name like 'Worked Ex%'
                    )
                )
                """))
        .isEqualTo("13");
    assertThat(
            example(
                "count(*) || ' ' || max(cohort_customers) || ' ' || sum(retained_customers)",
                "retention_cohorts",
                "where cohort_month = date '1900-01-01'"))
        .isEqualTo("1001 1 2");
  }

  /** 100 sold, 130 back, both with 10 of tax, and 30 marked as returned: booked and not earned. */
  @Test
  void takesBackWithItsTaxWhatIsWrittenBelowZero() throws SQLException {
    assertThat(
            ThorbisNight.of(
                "Worked Neighbour",
                "orders || ' ' || gross_amount || ' ' || net_amount || ' ' || booked_orders"
                    + " || ' ' || booked_amount || ' ' || gross_share",
                "business_performance_daily",
                "where day = date '2025-02-10' and industry = 'ret'"))
        .isEqualTo("2 -30.00 -30.00 3 0.00 1.0000");
    assertThat(
            ThorbisNight.of(
                "Worked Neighbour",
                """
                quantity || ' ' || sold_amount || ' ' || returned_amount || ' ' || sales_amount
                    || ' ' || cost_amount || ' ' || margin_amount || ' ' || margin_rate
                    || ' ' || return_rate
                """,
                "retail_margin",
                ""))
        .isEqualTo("1 100.00 130.00 -30.00 20.00 -50.00 1.6667 1.3000");
  }

  private static String example(String figures, String mart, String end) throws SQLException {
    return ThorbisNight.of("Worked Examples", figures, mart, end);
  }

  /** Figures of this customer of the worked examples. */
  private static String worked(String figures, String mart, String customer) throws SQLException {
    return ThorbisNight.joined(
        """
        select %s
        from marts.%s
        where customer_id = (
            select customer_id from facts.hs_customers where last_name like '%s ·%%'
        )
        """
            .formatted(figures, mart, customer));
  }
}
