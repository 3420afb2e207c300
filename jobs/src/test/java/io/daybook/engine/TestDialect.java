package io.daybook.engine;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDialect {
  private static final long SEED = 20261121;

  @TempDir static Path directory;
  private static TestWarehouse warehouse;

  @BeforeAll
  static void fill() {
    warehouse = TestWarehouse.open(directory);
    warehouse.table(
        "facts.payments",
        Schema.of(
            Column.of("tenant", DataType.TEXT),
            Column.of("name", DataType.TEXT),
            Column.of("amount", DataType.decimal(14, 2)),
            Column.of("quantity", DataType.INTEGER),
            Column.of("is_refund", DataType.BOOLEAN),
            Column.of("paid_date", DataType.DATE),
            Column.of("paid_at", DataType.TIMESTAMP)),
        List.of(
            payment("a", "Zoë", "10.00", 3, false, "2024-02-29", "2024-02-29T23:30:00Z"),
            payment("a", "ada", "0.05", 4, true, "2024-03-01", "2024-03-01T00:30:00.000001Z"),
            payment("a", null, "-3.33", 0, null, "1969-12-31", "1969-12-31T23:59:59.999999Z"),
            payment("b", "ada", "99999999999.99", 2147483647, false, null, null),
            payment("b", "Ada", "99999999999.99", 2147483647, false, "1500-02-28", null),
            payment(null, "", null, null, true, "2026-12-31", "2026-12-31T12:00:00Z")));
    warehouse.table(
        "facts.nothing", Schema.of(Column.of("amount", DataType.decimal(14, 2))), List.of());
  }

  private static List<Object> payment(
      String tenant,
      String name,
      String amount,
      Integer quantity,
      Boolean isRefund,
      String date,
      String at) {
    return Arrays.asList(
        tenant,
        name,
        amount == null ? null : new BigDecimal(amount),
        quantity,
        isRefund,
        date == null ? null : LocalDate.parse(date),
        at == null ? null : Instant.parse(at));
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  @Test
  void computesEveryExpressionOfTheFileAlike() {
    List<CaseFile.Case> cases = CaseFile.load("functions.txt");
    List<String> columns = new ArrayList<>();
    for (CaseFile.Case each : cases) {
      SqlLint.check(each.given(), "select " + each.given());
      columns.add("    " + each.given() + " as c" + columns.size());
    }
    List<Object> row = warehouse.assertQuery("select\n" + String.join(",\n", columns)).get(0);
    for (int i = 0; i < cases.size(); i++) {
      assertThat(text(row.get(i))).as(cases.get(i).given()).isEqualTo(cases.get(i).expected());
    }
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
  }

  @Test
  void dividesExactlyWhateverTheDigits() {
    Random random = new Random(SEED);
    Schema schema =
        Schema.of(
            Column.of("n", DataType.decimal(30, 2)),
            Column.of("d", DataType.decimal(24, 6)),
            Column.of("w", DataType.BIGINT));
    List<List<Object>> rows = new ArrayList<>();
    List<List<Object>> expected = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      BigDecimal n = number(random, 1 + random.nextInt(28), 2);
      BigDecimal d = number(random, 1 + random.nextInt(20), 6);
      Long w = (long) random.nextInt(2_000) - 1_000;
      rows.add(List.of(n, d, w));
      expected.add(Arrays.asList(divided(n, d, 4), divided(n, BigDecimal.valueOf(w), 2)));
    }
    warehouse.table("facts.numbers", schema, rows);
    warehouse.assertQuery(
        "select ratio(n, d, 4) as a, ratio(n, w, 2) as b from facts.numbers", expected);
  }

  private static BigDecimal number(Random random, int digits, int scale) {
    BigInteger unscaled = new BigInteger((int) (digits * 3.32), random);
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
  }

  private static BigDecimal divided(BigDecimal n, BigDecimal d, int scale) {
    return d.signum() == 0 ? null : n.divide(d, scale, RoundingMode.HALF_UP);
  }

  @Test
  void aggregatesAlike() {
    warehouse.assertQuery(
        """
        select
            tenant,
            count(*) as n,
            count(distinct name) as names,
            sum(amount) as amount,
            sum(quantity) as quantity,
            ratio(sum(amount), count(amount), 4) as average,
            ratio(sum(amount) filter (where not is_refund), sum(quantity), 6) as price,
            bool_or(is_refund) as any_refund,
            bool_and(is_refund) as all_refunds,
            min(name) as first_name,
            max(name) as last_name,
            joined(name) as names_joined,
            joined(distinct lower(name)) as lower_joined,
            joined(name) filter (where not is_refund) as paid_joined,
            percentile_cont(0.5) within group (order by quantity) as median,
            stddev_samp(quantity) as deviation,
            min(paid_date) as first_date,
            max(paid_at) as last_instant,
            sum(int_div(quantity, 2)) as halves
        from facts.payments
        group by tenant
        """);
    warehouse.assertQuery(
        "select ratio(sum(amount), count(*), 2) as a, sum(amount) as b from" + " facts.nothing",
        List.of(Arrays.asList(null, null)));
    warehouse.assertQuery(
        "select joined(name) as names from facts.payments where quantity = -1",
        List.of(Arrays.asList((Object) null)));
  }

  /**
   * 10 at 1.00, all sold, 10 at 2.00: what is there cost 2.00. 10 and 5 at 1.00 and 2.00 cost 1.33,
   * to six digits; and what a receipt finds below zero is not averaged with.
   */
  @Test
  void averagesReceiptsWithWhatIsThere() {
    Schema schema =
        Schema.of(
            Column.of("product", DataType.TEXT),
            Column.of("place", DataType.INTEGER),
            Column.of("quantity", DataType.INTEGER),
            Column.of("unit_cost", DataType.decimal(14, 2)));
    warehouse.table(
        "facts.moves",
        schema,
        List.of(
            move("emptied", 3, 10, "2.00"),
            move("emptied", 1, 10, "1.00"),
            move("emptied", 2, -10, null),
            move("mixed", 1, 10, "1.00"),
            move("mixed", 2, 5, "2.00"),
            move("mixed", 3, -4, "9.00"),
            move("mixed", 4, 7, null),
            move("owed", 1, 1, "5.00"),
            move("owed", 2, -4, null),
            move("owed", 3, 10, "2.00"),
            move("owed", 4, null, "7.00"),
            move("uncosted", 1, 10, null)));
    warehouse.assertQuery(
        "select product, moving_average(quantity, unit_cost, place) as average from facts.moves"
            + " group by product",
        List.of(
            Arrays.asList("emptied", new BigDecimal("2.000000")),
            Arrays.asList("mixed", new BigDecimal("1.333333")),
            Arrays.asList("owed", new BigDecimal("2.000000")),
            Arrays.asList("uncosted", null)));
  }

  /**
   * 2.5 kg at 1.00 and 1 kg at 2.00 cost 1.285714; less than half a millionth is nothing. Of one
   * place less comes before more and cheap before dear, without a cost last; what has no place
   * comes last of all.
   */
  @Test
  void averagesFractionsAndTellsTiesApartAlike() {
    Schema schema =
        Schema.of(
            Column.of("product", DataType.TEXT),
            Column.of("place", DataType.INTEGER),
            Column.of("quantity", DataType.decimal(14, 8)),
            Column.of("unit_cost", DataType.decimal(14, 8)));
    warehouse.table(
        "facts.weighed",
        schema,
        List.of(
            weighed("kilos", 1, "2.5", "1"),
            weighed("kilos", 2, "1", "2"),
            weighed("crumbs", 1, "0.4", "1.0000005"),
            weighed("crumbs", 2, "0.2", "2"),
            weighed("crumbs", 3, "0.0000004", "9"),
            weighed("tied", 1, "6", "1"),
            weighed("tied", 1, "-3", null),
            weighed("tied", 1, "6", null),
            weighed("tied", 1, "6", "4"),
            weighed("unplaced", null, "3", "8"),
            weighed("unplaced", 2, "-3", null),
            weighed("unplaced", 1, "3", "2"),
            weighed("unplaced", null, "3", null)));
    warehouse.assertQuery(
        "select product, moving_average(quantity, unit_cost, place) as average from facts.weighed"
            + " group by product",
        List.of(
            Arrays.asList("kilos", new BigDecimal("1.285714")),
            Arrays.asList("crumbs", new BigDecimal("1.333334")),
            Arrays.asList("tied", new BigDecimal("3.000000")),
            Arrays.asList("unplaced", new BigDecimal("8.000000"))));
  }

  private static List<Object> weighed(String product, Integer place, String quantity, String cost) {
    return Arrays.asList(
        product,
        place,
        new BigDecimal(quantity).setScale(8),
        cost == null ? null : new BigDecimal(cost).setScale(8));
  }

  private static List<Object> move(String product, int place, Integer quantity, String cost) {
    return Arrays.asList(product, place, quantity, cost == null ? null : new BigDecimal(cost));
  }

  @Test
  void ordersAndWindowsAlike() {
    warehouse.assertQuery(
        """
        with numbered as (
            select
                payments.name,
                row_number() over (
                    partition by payments.tenant
                    order by payments.name desc nulls last, payments.amount nulls first, paid_date nulls last
                ) as place,
                sum(payments.amount) over (partition by payments.tenant) as of_tenant,
                ratio(payments.amount, sum(payments.amount) over (partition by payments.tenant), 6) as share,
                lag(payments.quantity) over (order by payments.quantity nulls first, payments.name nulls last)
                    as before
            from facts.payments
        )

        select name, place, of_tenant, share, before from numbered
        """);
    warehouse.assertQuery(
        "select p.name, q.name as other from facts.payments p left join facts.payments as q on"
            + " q.tenant = p.tenant and q.name > p.name where exists (select 1 from facts.payments"
            + " where payments.name = p.name) union all select payments.name, null from"
            + " facts.payments where payments.name is not distinct from null");
    warehouse.assertQuery(
        "select facts.payments.tenant, count(*) as n from facts.payments group by rollup"
            + " (facts.payments.tenant)");
  }

  @Test
  void dealsWithDatesAndInstantsAlike() {
    warehouse.assertQuery(
        """
        select
            paid_date,
            paid_at,
            days_between(paid_date, date '2024-03-01') as days,
            seconds_between(paid_at, timestamp '2024-03-01 00:00:00') as seconds,
            iso_weekday(paid_date) as weekday,
            month_end(paid_date) as month_end,
            local_date(paid_at, 39600) as sydney,
            local_date(paid_at, quantity) as shifted,
            cast(paid_at as date) as utc_date,
            cast(date_trunc('week', paid_date) as date) as week_start,
            extract(year from paid_at) as instant_year,
            extract(hour from paid_at) as instant_hour,
            extract(week from paid_date) as week,
            cast(paid_date + interval '1' month as date) as next_month,
            paid_date + 1 as next_day,
            paid_at < timestamp '2024-03-01 00:00:00' as is_before
        from facts.payments
        where quantity is null or quantity < 1000000
        """);
  }

  @Test
  void refusesAlike() {
    warehouse.assertFails("select cast('x' as integer) as a");
    warehouse.assertFails("select cast('2024-02-30' as date) as a");
    warehouse.assertFails("select cast(name as date) as a from facts.payments");
    warehouse.assertFails("select cast(amount as decimal(4,2)) as a from facts.payments");
    warehouse.assertFails("select ratio(cast(1 as double), 2, 2) as a");
    warehouse.assertFails(
        "select json_text(name, 'a') as a from facts.payments where name = 'ada'");
  }

  @Test
  void keepsTheValuesOfRowsOutOfMessages() {
    for (Engine engine : atLeastOne(warehouse.engines())) {
      assertThat(message(engine, "select cast(name as integer) as a from facts.payments"))
          .startsWith("ENGINE-FAILED Cannot query with " + engine.name())
          .doesNotContain("Zo")
          .doesNotContain("ada");
    }
  }

  private static String message(Engine engine, String sql) {
    try {
      return engine.rows(sql).toString();
    } catch (io.daybook.fault.DaybookException e) {
      return e.getMessage() + e.getCause();
    }
  }
}
