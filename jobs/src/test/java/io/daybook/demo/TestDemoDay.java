package io.daybook.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestDemoDay {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 29);

  /** What a dozen days must bring more of. */
  private static final Map<String, String> GROWING =
      Map.of(
          "orders", "orders",
          "late orders",
              "orders where created_at >= '2026-03-29' and order_date < created_at::date - 3",
          "payments", "order_payments",
          "refunds", "order_payments where is_refund",
          "opportunities", "opportunities",
          "closed opportunities", "opportunities where stage in ('won', 'lost')",
          "resolved issues", "issues where status = 'resolved'",
          "changes without updated_at",
              "orders where delivered_date >= '2026-03-29' and updated_at < '2026-03-29'",
          "deleted orders", "orders where deleted_at is not null",
          "customers", "customers");

  @Test
  void addsADayOfEveryKindOfChange() throws SQLException {
    try (Connection owner = filled()) {
      Map<String, Long> before = counts(owner);
      long timeEntries = number(owner, "select count(*) from job_time_entries");
      DemoDay first = null;
      for (int i = 0; i < 12; i++) {
        DemoDay day = DemoDay.apply(owner, "renoz", 7);
        first = first == null ? day : first;
        assertThat(day.changes()).as("changes of %s", day.day()).isPositive();
      }
      assertThat(first.day()).isEqualTo(TODAY);
      assertThat(DemoDay.apply(owner, "renoz", 7).day()).isEqualTo(TODAY.plusDays(12));
      counts(owner)
          .forEach((what, count) -> assertThat(count).as(what).isGreaterThan(before.get(what)));
      assertThat(number(owner, "select count(*) from job_time_entries"))
          .as("deleted for good")
          .isLessThan(timeEntries);
      assertThat(
              number(
                  owner,
                  "select count(*) from orders where balance_due <> total - paid_amount"
                      + " or total <> subtotal - discount_amount + tax_amount + shipping_amount"))
          .isZero();
      assertThat(number(owner, "select count(*) from pg_namespace where nspname = 'demo'"))
          .isZero();
    }
  }

  @Test
  void makesTheSameDayFromTheSameHistory() throws SQLException {
    try (Connection one = filled();
        Connection other = filled()) {
      DemoDay.apply(one, "renoz", 3);
      DemoDay.apply(other, "renoz", 3);
      for (String table : List.of("orders", "order_line_items", "order_payments", "issues")) {
        String sql = "select md5(string_agg(t::text, '|' order by id)) from " + table + " as t";
        assertThat(Oracle.query(one, sql)).as(table).isEqualTo(Oracle.query(other, sql));
      }
    }
  }

  /** What a day of each source must bring more of, or less. */
  private static final Map<String, Map<String, Integer>> DAYS =
      Map.of(
          "crm",
          Map.of(
              "deals", 1,
              "payments", 1,
              "invoices where status = 'paid'", 1,
              "sale_items", 1,
              "deals where status in ('won', 'lost')", 1,
              "notifications", -1),
          "thorbis",
          Map.of(
              "hs.work_orders where status = 'completed'", 1,
              "workflow_mgmt.state_transitions", 1,
              "ret.sales_orders", 1,
              "hs.payments", 1,
              "auto.vehicles", -1));

  @ParameterizedTest
  @ValueSource(strings = {"crm", "thorbis"})
  void addsDaysToASourceOfScripts(String source) throws SQLException {
    DemoShape shape = DemoFolder.load(source).shape();
    String workedSales =
        "select md5(string_agg(each::text, '|' order by each::text)) from %s as each"
                .formatted(source.equals("crm") ? "sales" : "ret.sales_orders")
            + " where %s in (select %s from %s as tenant where tenant::text like '%%Worked %%')"
                .formatted(shape.column(), shape.key(), shape.tenants());
    try (Connection owner = TestPostgres.database().connect()) {
      DemoSources.create(owner, source, DemoSize.XS, 7, TODAY);
      Map<String, Long> before = new TreeMap<>();
      for (String what : DAYS.get(source).keySet()) {
        before.put(what, number(owner, "select count(*) from " + what));
      }
      List<List<Object>> worked = Oracle.query(owner, workedSales);
      for (int i = 0; i < 12; i++) {
        assertThat(DemoDay.apply(owner, source, 7).day()).isEqualTo(TODAY.plusDays(i));
      }
      for (Map.Entry<String, Integer> each : DAYS.get(source).entrySet()) {
        long more =
            number(owner, "select count(*) from " + each.getKey()) - before.get(each.getKey());
        assertThat(Long.signum(more)).as(each.getKey() + ": " + more).isEqualTo(each.getValue());
      }
      assertThat(Oracle.query(owner, workedSales)).isEqualTo(worked);
    }
  }

  @Test
  void needsASourceThatTheDemoFilled() throws SQLException {
    try (Connection owner = TestPostgres.database().connect()) {
      assertThatThrownBy(() -> DemoDay.apply(owner, "renoz", 7))
          .isInstanceOf(DaybookException.class)
          .hasMessageContaining("DEMO-FAILED Cannot add a day to the demo source: ");
    }
  }

  private static Connection filled() throws SQLException {
    Connection owner = TestPostgres.database().connect();
    DemoSource.create(owner, DemoSize.XS, 7, TODAY);
    return owner;
  }

  private static Map<String, Long> counts(Connection owner) throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    for (Map.Entry<String, String> each : GROWING.entrySet()) {
      counts.put(each.getKey(), number(owner, "select count(*) from " + each.getValue()));
    }
    return counts;
  }

  private static long number(Connection owner, String sql) throws SQLException {
    try (Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
