package io.daybook.report.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.schema.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestMetrics {
  private static final Map<String, Schema> DATASETS =
      Map.of(
          "facts.orders",
          new Schema(
              List.of(
                  new Column("organization_id", DataType.TEXT, false, ""),
                  new Column("order_date", DataType.DATE, true, ""),
                  new Column("total", DataType.decimal(12, 2), true, "")
                      .in(Unit.money(Unit.TENANT)),
                  new Column("currency", DataType.TEXT, true, ""),
                  new Column("paid", DataType.decimal(12, 2), true, "").in(Unit.money("currency")),
                  new Column("rate", DataType.decimal(12, 6), true, "")
                      .in(Unit.parse("rate(currency)")),
                  new Column("pieces", DataType.INTEGER, true, "").in(Unit.parse("pieces")),
                  new Column("score", DataType.DOUBLE, true, ""))));

  @TempDir Path sql;

  @Test
  void readsWhatItComputes() throws IOException {
    Metrics metrics =
        load(
            """
            metrics:
                revenue:
                    title: Revenue
                    description: All orders
                    unit: money
                    better: higher
                    from: facts.orders
                    date: order_date
                    value: sum(total)
                average:
                    title: Average
                    description: By order
                    unit: money
                    from: facts.orders
                    at: day_end
                    where: order_date <= :day and order_date + 30 > :day
                    numerator: {title: revenue, unit: money, value: sum(total)}
                    denominator: {title: orders, unit: count, value: count(*)}
                worth:
                    title: Worth
                    description: Nobody knows
                    unit: money
                    unavailable: nobody keeps it
            """);
    assertThat(metrics.byId().keySet()).containsExactly("revenue", "average", "worth");
    assertThat(metrics.datasets()).containsExactly("facts.orders");
    assertThat(metrics.metric("worth").orElseThrow().definition())
        .isEqualTo(new Metric.Unavailable("nobody keeps it"));
    assertThat(metrics.definition()).isEqualTo(load(Files.readString(file())).definition());
  }

  @Test
  void aSourceWithoutTheFileHasNone() {
    assertThat(ReadMetrics.of(sql, "crm", DATASETS).byId()).isEmpty();
  }

  @Test
  void tellsEveryMistakeAtOnceWithItsLine() {
    assertThatThrownBy(
            () ->
                load(
                    """
                    metrics:
                        Revenue:
                            title: Revenue
                            description: x
                            unit: dollars
                            from: facts.order
                            date: order_date
                            value: sum(total)
                        column:
                            title: Column
                            description: x
                            unit: money
                            from: facts.orders
                            date: order_date
                            value: sum(totl)
                        date:
                            title: Date
                            description: x
                            unit: money
                            from: facts.orders
                            date: total
                            value: sum(total)
                        rows:
                            title: Rows
                            description: x
                            unit: money
                            from: facts.orders
                            date: order_date
                            value: total
                        double:
                            title: Double
                            description: x
                            unit: score
                            from: facts.orders
                            at: snapshot
                            value: sum(score)
                        neither:
                            title: Neither
                            description: x
                            unit: money
                            from: facts.orders
                            value: sum(total)
                        zone:
                            title: Zone
                            description: x
                            unit: count
                            from: facts.orders
                            at: snapshot
                            where: order_date < current_date
                            value: count(*)
                    """))
        .hasMessageStartingWith("DEF-INVALID Cannot read the metrics of renoz: ")
        .hasMessageContaining("metrics.yml:3 ")
        .hasMessageContaining("Revenue is not an id")
        .hasMessageContaining(
            "dollars is none of money, count, percent, hours, score, decimal, measure(<symbol>)")
        .hasMessageContaining("there is no fact or mart facts.order, did you mean facts.orders?")
        .hasMessageContaining("\"totl\"")
        .hasMessageContaining("total is decimal(12,2), a date is needed")
        .hasMessageContaining("is DOUBLE; a whole number or a decimal is needed")
        .hasMessageContaining("give either date, a column, or at: day_end or snapshot")
        .hasMessageContaining("current_date");
  }

  @Test
  void showsMoneyInTheTenantsCurrencyAlone() {
    assertThatThrownBy(
            () ->
                load(
                    """
                    metrics:
                        mixed:
                            title: Mixed
                            description: x
                            unit: money
                            from: facts.orders
                            date: order_date
                            value: sum(paid)
                        foreign:
                            title: Foreign
                            description: x
                            unit: money
                            from: facts.orders
                            date: order_date
                            where: currency = 'USD'
                            value: sum(paid)
                        converted:
                            title: Converted
                            description: x
                            unit: money
                            from: facts.orders
                            date: order_date
                            value: sum(paid * rate)
                        muddled:
                            title: Muddled
                            description: x
                            unit: money
                            from: facts.orders
                            date: order_date
                            value: sum(total + pieces)
                        silent:
                            title: Silent
                            description: x
                            unit: count
                            from: facts.orders
                            date: order_date
                            value: sum(total)
                        untold:
                            title: Untold
                            description: x
                            unit: money
                            from: facts.orders
                            at: snapshot
                            value: sum(pieces)
                    """))
        .hasMessageStartingWith("DEF-INVALID Cannot read the metrics of renoz: 5 problems")
        .hasMessageContaining(
            "metrics.yml:8 metrics.mixed.value: sum over several currencies, money in the currency"
                + " that facts.orders.currency says; group by currency, or keep one: currency = 'AUD'")
        .hasMessageContaining(
            "metrics.yml:16 metrics.foreign.value: is money(USD), and a report shows the tenant's"
                + " currency alone; multiply it by a rate")
        .hasMessageContaining(
            "metrics.yml:30 metrics.muddled.value: adds money in the tenant's currency and pieces")
        .hasMessageContaining(
            "metrics.yml:37 metrics.silent.value: is money(tenant); its unit is money")
        .hasMessageContaining(
            "metrics.yml:44 metrics.untold.value: is said to be money and is pieces; say in the"
                + " units of the fact or mart which columns are money(tenant)");
  }

  @Test
  void bindsParametersAndNothingThatLooksLikeOne() {
    MetricSql.Values values =
        new MetricSql.Values(
            LocalDate.of(2026, 11, 1),
            LocalDate.of(2026, 12, 1),
            Instant.parse("2026-11-30T13:00:00Z"));
    List<String> bound = new ArrayList<>();
    String sql =
        "at::day < :until and \"a:day\" <> 'it''s :cut' /* :from */ and at < :cut -- to :day";
    assertThat(MetricSql.bind(sql, values, bound))
        .isEqualTo(
            "at::day < cast(? as date) and \"a:day\" <> 'it''s :cut' /* :from */"
                + " and at < cast(? as timestamptz) -- to :day");
    assertThat(bound).containsExactly("2026-12-01", "2026-11-30T13:00:00Z");
  }

  @Test
  void takesAWordInALiteralForNoWayOfCounting() throws IOException {
    assertThat(additivity("sum(case when currency = 'max' then 0 else pieces end)"))
        .isEqualTo(Metric.Additivity.ADDITIVE);
    assertThat(additivity("max(pieces)")).isEqualTo(Metric.Additivity.DISTINCT);
  }

  private Metric.Additivity additivity(String aggregate) throws IOException {
    return load("""
            metrics:
                most:
                    title: Most
                    description: x
                    unit: count
                    from: facts.orders
                    date: order_date
                    value: %s
            """
            .formatted(aggregate))
        .metric("most")
        .orElseThrow()
        .additivity();
  }

  private Path file() {
    return sql.resolve("renoz/metrics.yml");
  }

  private Metrics load(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);
    return ReadMetrics.of(sql, "renoz", DATASETS);
  }
}
