package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * How Thorbis's businesses work, shop by shop: what one can add up in the head of the worked
 * examples. That the marts equal the oracle says {@link TestThorbisMarts}.
 */
class TestThorbisOperations {
  /** 100 and 300 were earned, 100 is planned; of the deleted order nothing is left. */
  @Test
  void countsWorkThatWasDone() throws SQLException {
    assertThat(
            worked(
                """
                sum(created_orders) || ' ' || sum(completed_orders) || ' '
                    || sum(cancelled_orders) || ' ' || sum(net_amount) || ' ' || sum(cost_amount)
                """,
                "work_order_operations",
                ""))
        .isEqualTo("3 2 0 400.00 0.00");
    assertThat(
            worked(
                "user_id || ' ' || sum(completed_jobs) || ' ' || sum(net_amount)",
                "technician_productivity",
                "group by user_id"))
        .isEqualTo("(none) 2 400.00");
  }

  /** The neighbour repaired a car of the examples: it is the neighbour's repair, and no visit. */
  @Test
  void countsARepairWhereItWasBooked() throws SQLException {
    assertThat(
            ThorbisNight.of(
                "Worked Neighbour",
                "sum(orders) || ' ' || sum(total_amount) || ' ' || max(average_amount)",
                "auto_shop",
                ""))
        .isEqualTo("1 1000.00 1000.00");
    assertThat(worked("count(*) || ' ' || sum(visits)", "vehicle_service", "")).isEqualTo("3 0");
  }

  /** 50 and 13 were eaten, 40 cancelled, six for nothing; one guest had no name. */
  @Test
  void sellsWhatWasServed() throws SQLException {
    assertThat(
            worked(
                """
                sum(all_orders) || ' ' || sum(orders) || ' ' || sum(cancelled_orders) || ' '
                    || sum(net_amount) || ' ' || sum(anonymous_orders)
                """,
                "restaurant_sales",
                ""))
        .isEqualTo("9 8 1 63.00 1");
  }

  /** 2 of 9.00 and one back at 10.00 of a thing that costs 4.00; 3 of 5.00 that cost 3.00. */
  @Test
  void subtractsReturns() throws SQLException {
    assertThat(
            worked(
                """
                quantity || ' ' || sold_amount || ' ' || returned_amount || ' ' || sales_amount
                    || ' ' || cost_amount || ' ' || margin_amount || ' ' || margin_rate
                    || ' ' || return_rate
                """,
                "retail_margin",
                "order by sales_amount"))
        .isEqualTo(
            "1 18.00 10.00 8.00 4.00 4.00 0.5000 0.5556,"
                + " 3 15.00 0.00 15.00 9.00 6.00 0.4000 0.0000");
    assertThat(worked("category_id || ' ' || own_quantity || ' ' || amount", "category_rollup", ""))
        .isEqualTo("(none) 4 23.00");
  }

  /** Neither the quote nor the return is shipped to anybody; of 1900 there was nothing to ship. */
  @Test
  void shipsWhatWasOrdered() throws SQLException {
    assertThat(
            worked(
                "sum(orders) || ' ' || sum(quantity) || ' ' || sum(shipped_quantity) || ' '"
                    + " || max(fill_rate)",
                "order_fulfilment",
                ""))
        .isEqualTo("3 5 5 1.0000");
  }

  /** 12 less 2 of each thing; the variant's five are its own, and none of its parent's. */
  @Test
  void keepsVariantsApart() throws SQLException {
    assertThat(
            worked(
                """
                item_number || ' ' || available_quantity || ' ' || stock_value || ' '
                    || is_below_reorder || ' ' || used_quantity || ' '
                    || coalesce(cast(days_of_supply as text), 'forever')
                """,
                "inventory_position",
                "order by item_number"))
        .isEqualTo(
            "W-1 10 48.00 true 2 150.0, W-2 10 48.00 true 0 forever, W-2-S 5 15.00 true 3 50.0");
  }

  /**
   * Ten of 10.00 around the edges of the buckets; of 200.00 that came in, 100.00 went back. 50.00
   * came in and went back, by a payment that is written above zero; 20.00 and 30.00 have a status
   * that nobody knows; 7.00 and 4.00 went back once, one marked so where it came in and one where
   * it went back; 10.00 that came in on a void one are a credit. What is deleted when D ends is
   * deleted already.
   */
  @Test
  void agesOnEachEdgeOfABucket() throws SQLException {
    assertThat(
            worked(
                """
                bucket || ' ' || count(*) || ' ' || sum(open_amount) || ' '
                    || sum(collected_amount) || ' ' || sum(other_amount) || ' '
                    || sum(credit_amount)
                """,
                "invoice_aging",
                "group by bucket order by bucket"))
        .isEqualTo(
            "1-30 5 81.00 0.00 20.00 0.00, 31-60 2 20.00 0.00 0.00 0.00,"
                + " 61-90 2 20.00 0.00 0.00 0.00, 90+ 1 10.00 0.00 0.00 0.00,"
                + " current 2 20.00 0.00 0.00 0.00, draft 1 0.00 0.00 0.00 0.00,"
                + " other 1 30.00 0.00 0.00 0.00, settled 1 0.00 100.00 0.00 0.00,"
                + " undated 1 10.00 0.00 0.00 0.00, void 1 0.00 10.00 0.00 10.00");
  }

  /**
   * On invoices 100.00 and 10.00 are left of what came in, beside the 20.00 that nobody knows; 2.00
   * came in on a deleted one, and 3.00 on none. What is paid in two days has not come in.
   */
  @Test
  void collectsWithoutAnInvoice() throws SQLException {
    assertThat(
            worked(
                """
                invoice_member || ' ' || sum(payments) || ' ' || sum(collected_amount) || ' '
                    || sum(other_amount)
                """,
                "payments_by_day",
                "group by invoice_member order by invoice_member"))
        .isEqualTo("deleted 1 2.00 0.00, live 13 110.00 20.00, none 3 3.00 0.00");
  }

  /**
   * One came through at the second attempt, one used up three, one has hung for a day: that it is
   * to be done in two more decides nothing.
   */
  @Test
  void letsTheLastAttemptDecide() throws SQLException {
    assertThat(
            worked(
                """
                sum(outcomes) || ' ' || sum(completed) || ' ' || sum(failed) || ' '
                    || sum(unfinished) || ' ' || sum(attempts) || ' ' || sum(recovered) || ' '
                    || sum(stuck) || ' ' || sum(exhausted) || ' ' || sum(records)
                """,
                "data_flows",
                ""))
        .isEqualTo("3 1 1 1 6 1 1 1 2");
  }

  /**
   * Two moves of one instant: the state between them lasted no second. An invoice of the same key
   * is another thing, and nowhere. What is dated in two days, on hold and a second invoice, is in
   * no mart.
   */
  @Test
  void ordersMovesOfOneInstantByTheirKey() throws SQLException {
    assertThat(
            worked(
                "state || ' ' || entries || ' ' || open_entries || ' ' || seconds_in_state",
                "state_times",
                "order by state"))
        .isEqualTo("completed 1 1 1641600, in_progress 2 1 1555200");
    assertThat(
            worked(
                """
                entity_kind || ' ' || outcome || ' ' || last_state || ' '
                    || coalesce(current_status, '-') || ' ' || transitions || ' ' || is_drifting
                """,
                "entity_states",
                "order by 1"))
        .isEqualTo(
            "invoice nowhere in_progress - 1 false,"
                + " work_order resolved completed completed 2 false");
  }

  /** What is to happen in two days has not. */
  @Test
  void touchesWhatWasTouchedByNow() throws SQLException {
    assertThat(
            worked(
                "activities || ' ' || last_activity_type || ' ' || last_actor_type",
                "last_touches",
                ""))
        .isEqualTo("1 created user");
  }

  /**
   * 1200.00 from the first of January to the last of December are 100.00 a month, and four of half
   * a year a cent and a half together; 600.00 of half a year from the last of August are 100.00,
   * too. Of four visits two were made.
   */
  @Test
  void countsTheLastDayOfATerm() throws SQLException {
    assertThat(
            worked(
                """
                month || ' ' || active_agreements || ' ' || monthly_value || ' ' || expiring_30
                    || ' ' || expected_visits || ' ' || completed_visits
                    || ' ' || coalesce(cast(visit_compliance as text), '-')
                """,
                "service_agreements",
                "where month in (date '2025-06-01', date '2025-12-01') order by month"))
        .isEqualTo("2025-06-01 5 100.02 4 1 2 2.0000, 2025-12-01 2 200.00 1 4 2 0.5000");
  }

  /** The neighbour is a part of the examples: 451.00 and 970.00, of two businesses, once each. */
  @Test
  void addsUpAGroupForNoBusiness() throws SQLException {
    assertThat(
            ThorbisNight.joined(
                """
                select businesses || ' ' || orders || ' ' || gross_amount
                from marts.business_groups
                where group_name like 'Worked %'
                """))
        .isEqualTo("2 22 1421.00");
    assertThat(
            ThorbisNight.joined(
                """
                select sum(businesses) = (select count(*) from marts.businesses)
                    and sum(orders) = (
                        select count(*) from marts.orders_of_all_industries
                        where is_earned and not is_deleted
                    )
                from marts.business_groups
                """))
        .as("every live business is in one group, circles or not")
        .isEqualTo("true");
    assertThat(
            ThorbisNight.joined(
                """
                select distinct business_id from marts.business_groups
                union
                select distinct business_id from marts.business_ancestry
                """))
        .as("and no business has these rows")
        .isEqualTo("(global)");
  }

  /** A part of two that are parts of each other: nobody comes to an end above it. */
  @Test
  void tellsWhoIsBelowACircle() throws SQLException {
    assertThat(
            ThorbisNight.joined(
                """
                select level || ' ' || is_cyclic || ' ' || groups.businesses
                from marts.businesses
                inner join marts.business_groups as groups
                    on groups.group_id = businesses.business_id
                where businesses.business_name like 'Fallow Fields%'
                """))
        .isEqualTo("10 true 1");
  }

  /** The first state lasted no second, and the second is not over; what an invoice did is none. */
  @Test
  void measuresStagesOfWorkOrdersAlone() throws SQLException {
    assertThat(
            worked(
                """
                service_category || ' ' || state || ' ' || entries || ' ' || left_entries || ' '
                    || seconds_in_state
                """,
                "work_order_stages",
                "order by state"))
        .isEqualTo("hvac completed 1 0 0, hvac in_progress 1 1 0");
  }

  /** Three jobs by three people are one job each. */
  @Test
  void sharesAJobAmongThree() throws SQLException {
    assertThat(
            ThorbisNight.of(
                "Worked Neighbour",
                "team_jobs || ' ' || team_share",
                "technician_productivity",
                "where team_jobs > 0"))
        .isEqualTo("3 1.000000, 3 1.000000, 3 1.000000");
  }

  private static String worked(String figures, String mart, String end) throws SQLException {
    return ThorbisNight.of("Worked Examples", figures, mart, end);
  }
}
