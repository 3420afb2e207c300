package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.demo.DemoSize;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Thorbis overwrites is kept day by day: stock with its prices, and service agreements. */
class TestThorbisRecords {
  private static final String OUT_OF_STOCK =
      """
      item_number || ' ' || recorded_days || ' ' || coalesce(cast(stockout_days as text), '-') || ' '
          || unknown_days || ' ' || coalesce(cast(stockout_rate as text), '-')
      """;

  @TempDir Path directory;

  @Test
  void recordsStockWithItsPrices() throws SQLException {
    assertThat(
            recorded(
                """
                item_number || ' ' || current_quantity || ' ' || reserved_quantity || ' '
                    || unit_cost || ' ' || unit_price
                """,
                "stock_levels",
                "order by item_number"))
        .isEqualTo("W-1 12 2 4.00 10.00, W-2 12 2 4.00 10.00, W-2-S 5 0 3.00 10.00");
  }

  @Test
  void recordsWhatAnAgreementSays() throws SQLException {
    assertThat(
            recorded(
                "agreement_status || ' ' || agreement_value || ' ' || start_date || ' ' || end_date",
                "agreement_terms",
                "order by agreement_value desc limit 2"))
        .isEqualTo("active 1200.00 2025-01-01 2025-12-31, active 600.00 2025-08-31 2026-02-27");
  }

  /** One night looked at one day: of the other twenty-nine nobody knows. */
  @Test
  void countsNoDayThatNobodyRecorded() throws SQLException {
    assertThat(ThorbisNight.of("Worked Neighbour", OUT_OF_STOCK, "inventory_position", ""))
        .isEqualTo("N-1 1 1 29 1.0000");
    assertThat(
            ThorbisNight.of(
                "Worked Examples", OUT_OF_STOCK, "inventory_position", "where item_number = 'W-1'"))
        .isEqualTo("W-1 1 0 29 0.0000");
  }

  /** Nothing was there at the end of the first day, five at that of the second. */
  @Tag("slow")
  @Tag("promise")
  @Test
  void addsUpDaysThatNightsRecorded() throws SQLException {
    try (DemoNight night = ThorbisNight.open(directory, DemoSize.XS, ThorbisNight.SEED)) {
      stand(night, "Pacific/Pago_Pago", 0);
      night.run("duckdb");
      // A day or two are over at once: the zones are 25 hours apart.
      stand(night, "Pacific/Kiritimati", 5);
      long release = night.run("duckdb").release();
      assertThat(
              night.query(
                  release,
                  "select %s from marts.inventory_position where item_number = 'W-1'"
                      .formatted(OUT_OF_STOCK)))
          .isEqualTo(List.of(List.of("W-1 2 1 28 0.5000")));
    }
  }

  private static void stand(DemoNight night, String zone, int stock) throws SQLException {
    try (Connection owner = night.database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute("update tenant_mgmt.businesses set default_timezone = '" + zone + "'");
      statement.execute(
          "update ret.products set reserved_stock = 0, current_stock = "
              + stock
              + " where sku = 'W-1'");
    }
  }

  /** Figures that were recorded of the worked examples. */
  private static String recorded(String figures, String mart, String end) throws SQLException {
    return ThorbisNight.joined(
        """
        select %s
        from recorded.%s
        where business_id = (
            select business_id from facts.tenants where business_name like 'Worked Examples%%'
        )
        %s
        """
            .formatted(figures, mart, end));
  }
}
