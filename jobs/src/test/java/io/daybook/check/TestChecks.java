package io.daybook.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.definition.RenozTexts;
import io.daybook.engine.Engine;
import io.daybook.fact.FactWarehouse;
import io.daybook.mart.RenozNight;
import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Dataset.Layer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestChecks {
  private static final List<Check> CHECKS = RenozTexts.DEFINITION.checks();

  @TempDir Path directory;

  @Test
  void passAGoodNightAndFindWhatIsPlantedOnDuckDb() {
    passAGoodNightAndFindWhatIsPlanted("duckdb");
  }

  @Test
  @Tag("slow")
  @Tag("promise")
  void passAGoodNightAndFindWhatIsPlantedOnSpark() {
    passAGoodNightAndFindWhatIsPlanted("spark");
  }

  private void passAGoodNightAndFindWhatIsPlanted(String name) {
    try (FactWarehouse warehouse = new FactWarehouse(name, directory)) {
      RenozNight.build(warehouse);
      Engine engine = warehouse.engine();
      List<Check> checks =
          // The few rows of this test leave most columns empty.
          CHECKS.stream().filter(check -> !check.name().contains(".not_null.")).toList();
      CheckReport good = CheckRunner.run(engine, checks, List.of());
      assertThat(good.outcomes()).hasSameSizeAs(checks);
      assertThat(found(good))
          .containsExactlyInAnyOrder(
              "facts.orders.unassigned 1",
              "checks.refunds_within_payments 1",
              "checks.organisations_count_weeks_and_years 3",
              "checks.what_is_counted_by_day_has_a_day 2");
      good.throwIfBlocked("renoz", 7, "readers keep release 6");

      tamper(
          engine,
          Layer.FACT,
          "orders",
          "select * from facts.orders where order_id <> 'o7'"
              + " union all select * from facts.orders where order_id in ('o1', 'o3')");
      tamper(
          engine,
          Layer.MART,
          "mv_current_state",
          "select * from marts.mv_current_state where organization_id <> 'quiet'");
      tamper(
          engine,
          Layer.MART,
          "mv_daily_metrics",
          columns("mv_daily_metrics")
                  .replace("booked_orders", "booked_orders + 1 as booked_orders")
                  .replace("cash_received", "cash_received + 0.01 as cash_received")
              + " where organization_id = 'ny'");
      CheckReport bad = CheckRunner.run(engine, checks, List.of());
      assertThat(found(bad))
          .contains(
              "facts.orders.grain 2",
              "facts.orders.rows 2",
              "facts.orders.sum.total 2",
              "marts.mv_daily_metrics.average_needs_an_order 1",
              "marts.mv_daily_metrics.sum.orders_total 1",
              "marts.mv_daily_metrics.sum.cash_received 2",
              "marts.mv_current_state.sum.open_orders 1",
              "checks.every_live_organisation_has_a_state 1");
      assertThatThrownBy(() -> bad.throwIfBlocked("renoz", 8, "readers keep release 7"))
          .hasMessageStartingWith("CHECK-BLOCKED Cannot publish release 8 of renoz: ")
          .hasMessageContaining("\n  check  facts.orders.grain found 2 rows\n")
          .hasMessageContaining("organization_id=syd order_id=o1\n")
          .hasMessageContaining("\n  state  readers keep release 7\n  next   daybook check show ")
          .hasMessageEndingWith("then: daybook run renoz");
    }
  }

  private static String columns(String mart) {
    return RenozNight.MARTS.stream()
        .filter(each -> each.name().equals(mart))
        .map(each -> String.join(", ", each.schema().names()))
        .map(names -> "select " + names + " from marts." + mart)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> found(CheckReport report) {
    return report.outcomes().stream()
        .filter(outcome -> outcome.findings() > 0)
        .map(outcome -> outcome.check() + " " + outcome.findings())
        .toList();
  }

  /** Puts another content in the place of a dataset. */
  private static void tamper(Engine engine, Layer layer, String name, String query) {
    Schema schema =
        Stream.concat(
                RenozNight.FACTS.stream()
                    .filter(fact -> fact.name().equals(name) && layer == Layer.FACT)
                    .map(fact -> fact.schema()),
                RenozNight.MARTS.stream()
                    .filter(mart -> mart.name().equals(name))
                    .map(mart -> mart.schema()))
            .findFirst()
            .orElseThrow();
    List<DataFile> files = engine.write(query, schema, "data/bad/" + layer + "/" + name);
    engine.register(new Dataset(layer, name, "a test", List.of(), schema, "bad", 1, files));
  }
}
