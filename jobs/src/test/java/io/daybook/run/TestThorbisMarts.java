package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.demo.DemoBooks;
import io.daybook.demo.DemoSize;
import io.daybook.demo.Oracle;
import io.daybook.engine.SharedSpark;
import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.Made;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thorbis's marts equal the oracle, business by business and to the cent; what one can add up in
 * the head of the worked examples; and why the application's own view says less.
 */
class TestThorbisMarts {
  private static final String CROSS_TENANT = ".cross_tenant";

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

  @TempDir static Path directory;

  private static final DemoNight night = ThorbisNight.shared();
  private static final Manifest release = ThorbisNight.release();

  private static List<String> marts() {
    return night.marts();
  }

  @ParameterizedTest
  @MethodSource("marts")
  void equalsTheOracle(String mart) throws SQLException {
    night.requireOracle(release, mart);
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void equalsTheOracleOnSpark() throws SQLException {
    SharedSpark.hold();
    requireOracle("spark", DemoSize.XS, ThorbisNight.SEED);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(longs = {1, 20261121, 7, 4242, 990_017})
  void equalsTheOracleWhateverTheSeed(long seed) throws SQLException {
    SharedSpark.hold();
    requireOracle("duckdb", DemoSize.XS, seed);
    requireOracle("spark", DemoSize.XS, seed);
  }

  private static void requireOracle(String engine, DemoSize size, long seed) throws SQLException {
    try (DemoNight another =
        ThorbisNight.open(directory.resolve(engine + size.name() + seed), size, seed)) {
      Manifest published = ThorbisNight.run(another, engine);
      for (String mart : another.marts()) {
        another.requireOracle(published, mart);
      }
    }
  }

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

  /** On every path, polymorphic ones included; and nothing else. */
  @Test
  void countsEveryReferenceIntoAnotherBusiness() {
    Map<String, Long> found =
        CheckOutcome.findings(release.checks()).entrySet().stream()
            .filter(each -> each.getKey().endsWith(CROSS_TENANT) && each.getValue() > 0)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Map<String, Long> planted =
        night.planted.stream()
            .filter(each -> each.name().endsWith(CROSS_TENANT))
            .collect(
                Collectors.groupingBy(
                    each -> "relations." + each.name(),
                    Collectors.summingLong(DemoBooks.Plant::count)));
    // The repair that the neighbour booked on a customer and a vehicle of the worked examples.
    planted.merge("relations.auto.repair_orders.customer_id" + CROSS_TENANT, 1L, Long::sum);
    planted.merge("relations.auto.repair_orders.vehicle_id" + CROSS_TENANT, 1L, Long::sum);
    assertThat(found).hasSizeGreaterThan(40).isEqualTo(planted);
  }

  /**
   * The repair that the neighbour booked on a stranger has no line, nor has a sale of 30. A meal of
   * nothing, of which a dish of 8.00 was cancelled, adds up.
   */
  @Test
  void findsRowsThatAreNotRight() throws SQLException {
    assertThat(
            ThorbisNight.of(
                "Worked Neighbour",
                "table_name || ' ' || rule || ' ' || count(*)",
                "rules_broken",
                "group by table_name, rule order by 1"))
        .isEqualTo(
            "auto.repair_orders customer_is_its_own 1, auto.repair_orders lines_are_there 1,"
                + " ret.sales_orders lines_are_there 1");
    assertThat(
            ThorbisNight.of(
                "Worked Neighbour",
                "rule || ' ' || rows_checked || ' ' || findings",
                "rules_kept",
                "where table_name = 'ret.sales_orders' and rule like 'lines%' order by 1"))
        .as("of three sales two have lines")
        .isEqualTo("lines_add_up 2 0, lines_are_there 3 1");
    Map<String, Long> found = CheckOutcome.findings(release.checks());
    Map<String, String> rules =
        Map.of(
            "numbers_are_unique", "number_is_its_own",
            "statuses_are_known", "status_is_known",
            "amounts_are_there", "amount_is_there",
            "lines_add_up", "lines_add_up",
            "lines_are_there", "lines_are_there");
    for (Map.Entry<String, String> rule : rules.entrySet()) {
      String findings =
          ThorbisNight.joined(
              "select count(*) from marts.rules_broken where rule = '%s'"
                  .formatted(rule.getValue()));
      assertThat(found.get("checks." + rule.getKey()))
          .as(rule.getKey())
          .isPositive()
          .isEqualTo(Long.parseLong(findings));
    }
  }

  /** Of businesses that live and are not suspended; a report of no metric is told of. */
  @Test
  void makesWhatIsScheduled() throws SQLException {
    try (ReleaseReports reports = night.reports(release)) {
      List<ReportRow> rows = reports.scheduled().rows();
      assertThat(rows).extracting(ReportRow::name).contains("revenue", "customers", "weather");
      assertThat(rows.stream().filter(row -> !(row instanceof ReportRow.Valid)))
          .extracting(ReportRow::name)
          .containsOnly("weather");
      assertThat(
              rows.stream()
                  .filter(ReportRow.Valid.class::isInstance)
                  .filter(row -> !(reports.scheduled().make(row) instanceof Made.Ready))
                  .map(row -> name(row.tenant()))
                  .distinct())
          .allSatisfy(name -> assertThat(name).containsAnyOf("Ended", "Grounded"))
          .hasSize(2);
    }
  }

  private static String name(String business) {
    try {
      return ThorbisNight.joined(
          "select business_name from facts.tenants where business_id = '" + business + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
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
