package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights that a value which cannot be carried holds, because a figure would lack it. */
class TestHeldByBadCells {
  @TempDir Path directory;

  @Test
  void whatATotalIsMadeOfIsNotLostAndTheNightIsHeldByName() throws Exception {
    try (SmallNight night = OddShop.open(directory)) {
      Manifest good = night.run("duckdb");
      night.execute("update orders set total = 'NaN' where id = 2999");

      for (int attempt = 1; attempt <= 2; attempt++) {
        assertThatThrownBy(() -> night.run("duckdb"))
            .hasMessageStartingWith("SRC-POISON Cannot accept the extraction of shop")
            .hasMessageContaining("orders.total: NaN in 1 of 3000 rows, key 2999")
            .hasMessageContaining("orders: {nan: {total: null}} or {types: {total: text}}");
      }
      assertThat(night.releases().current().orElseThrow().release()).isEqualTo(good.release());

      night.say("orders", "nan: {total: null}");
      Manifest declared = night.run("duckdb");
      assertThat(night.query(declared, "select sum(orders), sum(total) from marts.sales"))
          .asString()
          .isEqualTo("[[3000, 29990.00]]");
    }
  }

  @Test
  void whatFiguresAreCountedByIsNotLostEither() throws Exception {
    try (SmallNight night = OddShop.open(directory)) {
      night.write(
          "facts/orders.yml",
          """
          description: One row per order
          base: orders
          columns: [id as order_id, total, due_on]
          local_dates:
              created_at: created_local_date
          """);
      night.execute("update orders set created_at = 'infinity' where id = 7");
      assertThatThrownBy(() -> night.run("duckdb"))
          .hasMessageStartingWith("SRC-POISON")
          .hasMessageContaining("orders.created_at: infinity in 1 of 3000 rows, key 7")
          .hasMessageContaining("totals would lack it")
          .hasMessageContaining("orders: {infinity: {created_at: null}}");

      night.execute("update orders set created_at = '2026-01-01' where id = 7");
      night.execute("update orders set due_on = 'infinity' where id = 7");
      assertThat(night.run("duckdb").snapshot().lacking())
          .as("no figure is counted by the day that it is due")
          .containsExactly("orders.due_on");

      night.write(
          "metrics.yml",
          """
          metrics:
              due:
                  title: Due
                  description: What is due
                  unit: count
                  better: higher
                  from: facts.orders
                  date: due_on
                  value: count(*)
          """);
      assertThatThrownBy(() -> night.run("duckdb"))
          .hasMessageContaining("orders.due_on: infinity in 1 of 3000 rows, key 7");
    }
  }

  @Test
  void aNightThatGoesOnReadsAgainWhatDefinitionsUseSince() throws Exception {
    try (SmallNight night = OddShop.open(directory)) {
      night.write("checks/none.sql", "select organization_id from facts.orders");
      night.write(
          "checks/none.yml",
          "description: There is no order\non_finding: block\nkeys: [organization_id]\n");
      assertThatThrownBy(() -> night.run("duckdb")).hasMessageStartingWith("CHECK-BLOCKED");
      night.write("checks/none.sql", "select organization_id from facts.orders where total < 0");
      night.write(
          "facts/tax_rates.yml",
          """
          description: One row per rate
          base: tax_rates
          columns: [id as rate_id, valid_to]
          """);

      assertThatThrownBy(night::resume)
          .hasMessageStartingWith("SRC-POISON")
          .hasMessageContaining("tax_rates.valid_to: infinity in 2 of 3 rows");
      assertThat(night.releases().current()).isEmpty();
    }
  }

  @Test
  void aMartThatDemandsAValueHoldsTheNightAndNamesTheColumnThatLacksIt() throws Exception {
    try (SmallNight night = OddShop.open(directory)) {
      night.write(
          "marts/due.sql",
          """
          select
              organization_id,
              order_id,
              due_on
          from facts.orders
          """);
      night.write(
          "marts/due.yml",
          """
          description: When orders are due
          grain: [organization_id, order_id]
          columns:
              - {name: organization_id, type: text, meaning: organisation}
              - {name: order_id, type: integer, meaning: order}
              - {name: due_on, type: date, meaning: when it is due}
          """);
      night.execute("update orders set due_on = 'infinity' where id = 7");

      assertThatThrownBy(() -> night.run("duckdb"))
          .hasMessageContaining("due_on of marts.due is NULL")
          .hasMessageContaining("order_id=7")
          .hasMessageContaining("values that cannot be carried are missing of orders.due_on");
      assertThat(night.releases().current()).isEmpty();
    }
  }
}
