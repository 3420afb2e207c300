package io.daybook.report.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                  new Column("total", DataType.decimal(12, 2), true, ""),
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
    assertThat(Metrics.load(sql, "crm", DATASETS).byId()).isEmpty();
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
        .hasMessageStartingWith("DEF-INVALID Cannot load " + file())
        .hasMessageContaining("metrics.yml:3 ")
        .hasMessageContaining("Revenue is no id")
        .hasMessageContaining(
            "dollars is none of money, count, percent, hours, kwh, score, decimal")
        .hasMessageContaining("there is no fact or mart facts.order, did you mean facts.orders?")
        .hasMessageContaining("\"totl\"")
        .hasMessageContaining("total is decimal(12,2), a date is needed")
        .hasMessageContaining("is DOUBLE; a whole number or a decimal is needed")
        .hasMessageContaining("give either date, a column, or at: day_end or snapshot")
        .hasMessageContaining("current_date");
  }

  private Path file() {
    return sql.resolve("renoz/metrics.yml");
  }

  private Metrics load(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);
    return Metrics.load(sql, "renoz", DATASETS);
  }
}
