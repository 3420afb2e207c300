package io.daybook.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fact.ZoneOffsets;
import io.daybook.postgres.TestPostgres;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The oracle itself, against rows that were worked out by hand. */
class TestOracle {
  private static final Instant AS_OF = Instant.parse("2026-03-29T14:30:00Z");
  private static final String SYDNEY = "00000000-0000-4000-8000-000000000001";
  private static final String UTC_PLUS_10 = "00000000-0000-4000-8000-000000000002";
  private static final String DELETED = "00000000-0000-4000-8000-000000000003";
  private static final String SALE = "00000000-0000-4000-8000-0000000000a1";

  /** What a mart has in common with today's view, and which rows say anything in it. */
  private record Shared(String name, String columns, String notZero) {}

  private static final Shared METRICS =
      new Shared(
          "mv_daily_metrics",
          "day, orders_count, orders_total, tax_total, opportunities_count, opportunities_value,"
              + " opportunities_weighted, issues_count, customers_count",
          "orders_count + opportunities_count + issues_count + customers_count > 0");
  private static final Shared PIPELINE =
      new Shared(
          "mv_daily_pipeline",
          "day, stage, opportunities_count, total_value, weighted_value",
          "opportunities_count > 0");
  private static final Shared JOBS =
      new Shared(
          "mv_daily_jobs",
          "day, total_jobs, completed_jobs, cancelled_jobs, in_progress_jobs, on_hold_jobs",
          "total_jobs > 0");
  private static final Shared WARRANTY =
      new Shared(
          "mv_daily_warranty",
          "day, total_claims, submitted_claims, under_review_claims, approved_claims, denied_claims,"
              + " resolved_claims",
          "total_claims > 0");

  private static final Shared STATE =
      new Shared(
          "mv_current_state",
          "as_of_date, open_orders, open_opportunities, open_jobs, open_issues,"
              + " open_warranty_claims",
          "open_orders + open_opportunities + open_jobs + open_issues + open_warranty_claims > 0");

  private static TestPostgres database;

  @BeforeAll
  static void fill() throws SQLException {
    database = TestPostgres.database();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      DemoSource.create(connection, DemoSize.XS, 1, LocalDate.of(2026, 3, 29));
      statement.execute("truncate organizations cascade");
      statement.execute(
          """
          insert into organizations (id, name, slug, timezone, deleted_at) values
            ('%1$s', 'Sydney', 's', 'Australia/Sydney', null),
            ('%2$s', 'Free text', 'f', 'UTC+10', null),
            ('%3$s', 'Gone', 'g', 'Australia/Sydney', now());
          insert into auth.users (id) values ('%1$s');
          insert into users (id, auth_id, organization_id, email)
            values ('%1$s', '%1$s', '%1$s', 'a@s.example');
          -- 08:30 in Sydney is the day before in UTC; one customer is deleted and has orders
          insert into customers (id, organization_id, name, created_at, deleted_at) values
            ('%1$s', '%1$s', 'Live', '2026-03-09 21:30+00', null),
            ('%2$s', '%1$s', 'Deleted', '2026-03-09 21:30+00', now());
          insert into customers (organization_id, name, created_at) values
            ('%2$s', 'Free', '2026-03-10 13:30+00'), ('%3$s', 'Gone', '2026-03-10 13:30+00');
          """
              .formatted(SYDNEY, UTC_PLUS_10, DELETED));
      statement.execute(
          """
          insert into orders (id, organization_id, order_number, customer_id, status, order_date,
                              total, tax_amount, deleted_at) values
            ('%2$s', '%1$s', '1', '%1$s', 'delivered', '2026-03-10', 110.00, 10.00, null),
            (default, '%1$s', '2', '%1$s', 'confirmed', '2026-03-10', 0.01, 0.00, null),
            (default, '%1$s', '3', '%3$s', 'draft', '2026-03-10', 50.00, 5.00, null),
            (default, '%1$s', '4', '%1$s', 'delivered', '2026-03-11', 99.00, 9.00, now()),
            (default, '%1$s', '5', '%1$s', 'cancelled', '2026-03-12', 7.00, 0.50, null);
          insert into order_payments (organization_id, order_id, amount, payment_method,
                                      payment_date, is_refund, recorded_by, deleted_at) values
            ('%1$s', '%2$s', 110.00, 'cash', '2026-03-13', false, '%1$s', null),
            ('%1$s', '%2$s', 30.00, 'cash', '2026-03-13', true, '%1$s', null),
            ('%1$s', '%2$s', 1000.00, 'cash', '2026-03-13', false, '%1$s', now()),
            ('%1$s', '%2$s', 5.00, 'cash', '2026-03-14', false, '%1$s', now()),
            ('%1$s', '%2$s', 6.00, 'cash', '2026-03-15', false, '%1$s', null),
            ('%1$s', '%2$s', 6.00, 'cash', '2026-03-15', true, '%1$s', null);
          insert into opportunities (organization_id, title, customer_id, stage, value,
                                     weighted_value, actual_close_date, created_at, deleted_at)
            values
            ('%1$s', 'a', '%1$s', 'new', 100, null, null, '2026-03-11 13:00+00', null),
            ('%1$s', 'b', '%1$s', 'won', 200, 66.67, '2026-03-20', '2026-03-12 12:59:59.999999+00',
             null),
            ('%1$s', 'c', '%1$s', 'new', 400, 40, null, '2026-03-12 05:00+00', now());
          insert into issues (organization_id, title, status, created_at) values
            ('%1$s', 'pending', 'pending', '2026-03-12 13:00+00'),
            ('%1$s', 'open', 'open', '2026-03-12 13:00+00'),
            ('%1$s', 'closed', 'closed', '2026-03-12 13:00+00');
          """
              .formatted(SYDNEY, SALE, UTC_PLUS_10));
      Oracle.prepare(connection, ZoneOffsets.inForce().rows());
      Oracle.createTodaysViews(connection, AS_OF);
    }
  }

  @Test
  void knowsTheDaysOfMetrics() throws SQLException {
    assertThat(rows("mv_daily_metrics"))
        .containsExactly(
            metrics(SYDNEY, 10, 3, "160.01", "15.00", 0, "0.00", "0.00", 0, 1)
                .and(2, "110.01", "100.01", "0.00", "55.01"),
            metrics(SYDNEY, 12, 1, "7.00", "0.50", 2, "300.00", "66.67", 0, 0)
                .and(0, "0.00", "0.00", "0.00", null),
            metrics(SYDNEY, 13, 0, "0.00", "0.00", 0, "0.00", "0.00", 3, 0)
                .and(0, "0.00", "0.00", "80.00", null),
            metrics(SYDNEY, 15, 0, "0.00", "0.00", 0, "0.00", "0.00", 0, 0)
                .and(0, "0.00", "0.00", "0.00", null),
            metrics(SYDNEY, 20, 0, "0.00", "0.00", 0, "0.00", "0.00", 0, 0)
                .and(0, "0.00", "0.00", "0.00", null, 1, "200.00", new BigDecimal("1.0000")),
            // 13:30 UTC is 00:30 of the next day in the default zone, which is still on summer time
            metrics(UTC_PLUS_10, 11, 0, "0.00", "0.00", 0, "0.00", "0.00", 0, 1)
                .and(0, "0.00", "0.00", "0.00", null));
  }

  @Test
  void knowsTheCurrentState() throws SQLException {
    LocalDate sydneysDate = LocalDate.of(2026, 3, 30);
    assertThat(rows("mv_current_state"))
        .containsExactly(
            List.of(SYDNEY, sydneysDate, 2, 1, 0, 1, 0, 2, 1, 0, 0, 0, 0),
            List.of(UTC_PLUS_10, sydneysDate, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void knowsTheDefectsOfTodaysViews() throws SQLException {
    try (Connection connection = database.connect()) {
      assertThat(
              Oracle.query(
                  connection,
                  "select organization_id, day, orders_count, customers_count"
                      + " from oracle.today_mv_daily_metrics"
                      + " where opportunities_count + issues_count = 0 order by 1, 2"))
          .as("UTC days, a phantom row, a deleted tenant")
          .containsExactly(
              List.of(SYDNEY, day(9), 0, 1),
              List.of(SYDNEY, day(10), 3, 0),
              List.of(UTC_PLUS_10, day(10), 0, 1),
              List.of(DELETED, day(10), 0, 1));
      assertThat(
              Oracle.query(connection, "select organization_id from oracle.today_mv_current_state"))
          .as("no quiet tenant")
          .containsExactly(List.of(SYDNEY));
    }
  }

  @Test
  void agreesWithTodaysViewsWhenEveryDayIsAUtcDay() throws SQLException {
    TestPostgres filled = TestPostgres.database();
    try (Connection connection = filled.connect();
        Statement statement = connection.createStatement()) {
      DemoSource.create(connection, DemoSize.XS, 5, LocalDate.of(2026, 3, 29));
      Oracle.prepare(connection, ZoneOffsets.inForce().rows());
      Oracle.createTodaysViews(connection, AS_OF);
      assertThat(differences(connection, METRICS)).as("with local days").isNotEmpty();
      statement.execute("update organizations set timezone = 'UTC'");
      for (Shared mart : List.of(METRICS, PIPELINE, JOBS, WARRANTY, STATE)) {
        assertThat(differences(connection, mart)).as("%s with UTC days", mart.name).isEmpty();
      }
    }
  }

  /** Rows of either side, not zero in all shared columns, that the other side lacks. */
  private static List<List<Object>> differences(Connection connection, Shared mart)
      throws SQLException {
    String ours = "(" + Oracle.sql(mart.name, AS_OF) + ") as ours";
    String todays =
        "oracle.today_"
            + mart.name
            + " as todays where organization_id in"
            + " (select id::text from organizations where deleted_at is null) and ";
    String shared = "select organization_id, " + mart.columns + " from ";
    String left = shared + ours + " where " + mart.notZero;
    String right = shared + todays + mart.notZero;
    return Oracle.query(
        connection,
        "(%1$s except all %2$s) union all (%2$s except all %1$s)".formatted(left, right));
  }

  private static List<List<Object>> rows(String mart) throws SQLException {
    try (Connection connection = database.connect()) {
      return Oracle.rows(connection, mart, AS_OF);
    }
  }

  private static LocalDate day(int ofMarch) {
    return LocalDate.of(2026, 3, ofMarch);
  }

  private static Row metrics(
      String tenant,
      int day,
      int orders,
      String total,
      String tax,
      int opportunities,
      String value,
      String weighted,
      int issues,
      int customers) {
    return new Row(
        Arrays.asList(
            tenant,
            day(day),
            orders,
            new BigDecimal(total),
            new BigDecimal(tax),
            opportunities,
            new BigDecimal(value),
            new BigDecimal(weighted),
            issues,
            customers));
  }

  private record Row(List<Object> shared) {
    List<Object> and(int booked, String revenue, String exTax, String cash, String average) {
      return and(booked, revenue, exTax, cash, average, 0, "0.00", null);
    }

    List<Object> and(
        int booked,
        String revenue,
        String exTax,
        String cash,
        String average,
        int won,
        String wonValue,
        BigDecimal winRate) {
      Object[] row = Arrays.copyOf(shared.toArray(), shared.size() + 17);
      row[10] = booked;
      row[11] = new BigDecimal(revenue);
      row[12] = new BigDecimal(exTax);
      row[13] = new BigDecimal(cash);
      row[14] = average == null ? null : new BigDecimal(average);
      row[15] = won;
      row[16] = 0;
      row[17] = new BigDecimal(wonValue);
      row[18] = new BigDecimal("0.00");
      row[19] = winRate;
      row[20] = 0;
      row[21] = 0;
      row[22] = null;
      row[23] = 0;
      row[24] = 0;
      row[25] = 0;
      row[26] = null;
      return Arrays.asList(row);
    }
  }
}
