package io.daybook.mart;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fact.FactWarehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestMarts {
  @TempDir Path directory;

  @Test
  void keepTheContractOnDuckDb() {
    keepTheContract("duckdb");
  }

  @Test
  @Tag("slow")
  @Tag("promise")
  void keepTheContractOnSpark() {
    keepTheContract("spark");
  }

  private void keepTheContract(String engine) {
    try (FactWarehouse warehouse = new FactWarehouse(engine, directory)) {
      RenozNight.build(warehouse);
      assertThat(
              rows(
                  warehouse,
                  "select organization_id, day, orders_count, orders_total, tax_total,"
                      + " opportunities_count, opportunities_value, opportunities_weighted,"
                      + " issues_count, customers_count, booked_orders, booked_revenue,"
                      + " booked_revenue_ex_tax, cash_received, average_order_value, release"
                      + " from marts.mv_daily_metrics where won_opportunities"
                      + " + lost_opportunities = 0 order by 1, 2"))
          .containsExactly(
              "ny 2026-03-09 1 3.00 0.00 1 30.00 0.00 3 0 0 0.00 0.00 0.00 null 7",
              "syd 2026-03-08 0 0.00 0.00 0 0.00 0.00 0 1 0 0.00 0.00 0.00 null 7",
              "syd 2026-03-09 4 172.01 15.00 0 0.00 0.00 0 0 2 110.01 100.01 0.00 55.01 7",
              "syd 2026-03-10 0 0.00 0.00 2 30.00 2.50 0 0 0 0.00 0.00 -30.50 null 7");
      assertThat(rows(warehouse, "select * from marts.mv_current_state order by 1"))
          .containsExactly(
              "ny 2026-03-10 1 0 0 1 1 2 1 0 0 0 0 7",
              "quiet 2026-03-10 0 0 0 0 0 0 0 0 0 0 0 7",
              "syd 2026-03-11 2 1 1 0 0 0 0 0 0 0 0 7");
    }
  }

  private static List<String> rows(FactWarehouse warehouse, String query) {
    return warehouse.rows(query).stream()
        .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(" ")))
        .toList();
  }
}
