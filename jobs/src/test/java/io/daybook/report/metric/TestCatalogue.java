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
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked of Renoz, and what the loader refuses. */
class TestCatalogue {
  private static final Path PAGE = RenozCatalogue.HOME.resolve("jobs/docs/metrics-renoz.md");

  @TempDir Path sql;

  @Test
  void everyFactAndMartCanBeAskedAboutAndCounted() {
    Metrics catalogue = RenozCatalogue.METRICS;
    Set<String> listed =
        catalogue.subjects().values().stream().map(Subject::from).collect(Collectors.toSet());
    assertThat(listed).isEqualTo(RenozCatalogue.DATASETS.keySet());
    Set<String> counted =
        catalogue.byId().values().stream()
            .filter(metric -> metric.definition() instanceof Metric.Computed)
            .map(metric -> ((Metric.Computed) metric.definition()).from())
            .collect(Collectors.toSet());
    assertThat(counted).isEqualTo(RenozCatalogue.DATASETS.keySet());
    assertThat(catalogue.byId()).hasSizeGreaterThan(120);
  }

  @Test
  void knowsWhatAddsUp() {
    assertThat(additivity("revenue")).isEqualTo(Metric.Additivity.ADDITIVE);
    assertThat(additivity("ordering_customers")).isEqualTo(Metric.Additivity.DISTINCT);
    assertThat(additivity("pipeline_value")).isEqualTo(Metric.Additivity.LEVEL);
    assertThat(additivity("win_rate")).isEqualTo(Metric.Additivity.RATIO);
    assertThat(additivity("warranty_value")).isEqualTo(Metric.Additivity.NONE);
  }

  private static Metric.Additivity additivity(String id) {
    return RenozCatalogue.METRICS.metric(id).orElseThrow().additivity();
  }

  /** {@code daybook metrics --page} writes it. */
  @Test
  void thePageOfTheDocsIsToday() throws IOException {
    assertThat(Files.readString(PAGE)).isEqualTo(CataloguePage.of("renoz", RenozCatalogue.METRICS));
  }

  @Test
  void tellsEveryMistakeAtOnce() throws IOException {
    Path file = sql.resolve("shop/metrics.yml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        metrics:
            paid:
                title: Paid
                description: x
                unit: money
                from: facts.payments
                date: day
                value: sum(amount)
        dimensions:
            customer: {title: Customer, description: x}
            month: {title: Month, description: x}
            mixed: {title: Mixed, description: x}
        datasets:
            orders:
                title: Orders
                from: facts.orders
                area: sales
                date: total
                where: not is_gone
                dimensions: {custmer: customer_id, customer: a b c, mixed: total}
                columns: [customer_id, total]
                sums: {total: dollars, customer_id: money}
            again:
                title: Orders
                from: facts.orders
                area: sales
                dimensions: {customer: customer_id, mixed: customer_id}
                columns: [customer_id, customer_id]
            nothing:
                title: Nothing
                from: facts.order
                area: sales
                columns: [x]
        roles:
            owner: [sales, sails]
        """);
    Schema orders =
        Schema.of(
            Column.of("customer_id", DataType.TEXT), Column.of("total", DataType.decimal(9, 2)));
    Schema payments =
        Schema.of(Column.of("day", DataType.DATE), Column.of("amount", DataType.decimal(9, 2)));
    assertThatThrownBy(
            () ->
                ReadMetrics.of(
                    sql, "shop", Map.of("facts.orders", orders, "facts.payments", payments)))
        .hasMessageStartingWith("DEF-INVALID Cannot read the metrics of shop: ")
        .satisfies(
            failure -> {
              for (String part :
                  List.of(
                      "metrics.yml:6 metrics.paid.from: no dataset below is over facts.payments",
                      "month is not an id; lower case, digits and _ only, and no span of time",
                      "it is decimal(9,2) and text; one type is needed",
                      "total is decimal(9,2), a date is needed",
                      "\"is_gone\"",
                      "there is no such dimension, did you mean customer?",
                      "is a column, or a key and a column",
                      "total is a number; put it under sums or numbers, with its unit",
                      "dollars is none of money, count",
                      "is text; a whole number or a decimal is needed",
                      "facts.orders is orders already",
                      "customer_id stands here twice",
                      "there is no fact or mart facts.order, did you mean facts.orders?",
                      "no dataset is of the area sails")) {
                assertThat(failure).hasMessageContaining(part);
              }
            });
  }
}
