package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.Made;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is wrong with Thorbis's rows is found, and what is scheduled is made. */
class TestThorbisRules {
  private static final DemoNight night = ThorbisNight.shared();
  private static final Manifest release = ThorbisNight.release();

  /** On every path, polymorphic ones included; and nothing else. */
  @Test
  void countsEveryReferenceIntoAnotherBusiness() throws SQLException {
    // The repair that the neighbour booked on a customer and a vehicle of the worked examples.
    new PathsBetweenTenants(night)
        .requireCounted(
            release,
            Map.of("auto.repair_orders.customer_id", 1L, "auto.repair_orders.vehicle_id", 1L));
  }

  /**
   * The repair that the neighbour booked on a stranger has no line, nor has a sale of 30. A meal of
   * nothing, of which a dish of 8.00 was cancelled, adds up.
   */
  @Test
  void findsRowsThatAreNotRight() throws SQLException {
    assertThat(
            ThorbisNight.of(
                "Worked Neighbour",
                "table_name || ' ' || rule || ' ' || count(*)",
                "rules_broken",
                "group by table_name, rule order by 1"))
        .isEqualTo(
            "auto.repair_orders customer_is_its_own 1, auto.repair_orders lines_are_there 1,"
                + " ret.sales_orders lines_are_there 1");
    assertThat(
            ThorbisNight.of(
                "Worked Neighbour",
                "rule || ' ' || rows_checked || ' ' || findings",
                "rules_kept",
                "where table_name = 'ret.sales_orders' and rule like 'lines%' order by 1"))
        .as("of three sales two have lines")
        .isEqualTo("lines_add_up 2 0, lines_are_there 3 1");
    Map<String, Long> found = CheckOutcome.findings(release.checks());
    Map<String, String> rules =
        Map.of(
            "numbers_are_unique", "number_is_its_own",
            "statuses_are_known", "status_is_known",
            "amounts_are_there", "amount_is_there",
            "lines_add_up", "lines_add_up",
            "lines_are_there", "lines_are_there");
    for (Map.Entry<String, String> rule : rules.entrySet()) {
      String findings =
          ThorbisNight.joined(
              "select count(*) from marts.rules_broken where rule = '%s'"
                  .formatted(rule.getValue()));
      assertThat(found.get("checks." + rule.getKey()))
          .as(rule.getKey())
          .isPositive()
          .isEqualTo(Long.parseLong(findings));
    }
  }

  /** Of businesses that live and are not suspended; a report of no metric is told of. */
  @Test
  void makesWhatIsScheduled() throws SQLException {
    try (ReleaseReports reports = night.reports(release)) {
      List<ReportRow> rows = reports.scheduled().rows();
      assertThat(rows).extracting(ReportRow::name).contains("revenue", "customers", "weather");
      assertThat(rows.stream().filter(row -> !(row instanceof ReportRow.Valid)))
          .extracting(ReportRow::name)
          .containsOnly("weather");
      assertThat(
              rows.stream()
                  .filter(ReportRow.Valid.class::isInstance)
                  .filter(row -> !(reports.scheduled().make(row) instanceof Made.Ready))
                  .map(row -> name(row.tenant()))
                  .distinct())
          .allSatisfy(name -> assertThat(name).containsAnyOf("Ended", "Grounded"))
          .hasSize(2);
    }
  }

  private static String name(String business) {
    try {
      return ThorbisNight.joined(
          "select business_name from facts.tenants where business_id = '" + business + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
