package io.daybook.run;

import io.daybook.definition.Renoz;
import io.daybook.report.ReleaseReports;
import io.daybook.report.custom.CustomReport;
import io.daybook.report.custom.CustomReports;
import io.daybook.report.issue.Made;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * One release for all tests of a JVM that only read. The people of its source ask for every metric,
 * for what there is not, and put reports together; some names are formulas to a spreadsheet.
 */
final class SharedNight {
  private SharedNight() {}

  /** Where the release was made; nobody's to close, to write or to run again. */
  static NightFixture fixture() {
    return Keeper.FIXTURE;
  }

  /** The release. */
  static Manifest release() {
    return Keeper.RELEASE;
  }

  private static final class Keeper {
    static final NightFixture FIXTURE = open();
    static final Manifest RELEASE = FIXTURE.run("duckdb");

    private static NightFixture open() {
      try {
        Path directory = Files.createTempDirectory("daybook-night-");
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(() -> FileStore.open(directory.toString()).deleteFolder("")));
        NightFixture fixture = NightFixture.open(directory, 21);
        askForMore(fixture);
        return fixture;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void askForMore(NightFixture fixture) throws SQLException {
      try (Connection owner = fixture.database.connect();
          Statement statement = owner.createStatement()) {
        statement.execute(
            """
            update scheduled_reports
            set metrics = '{"metrics": ["revenu", "revenue"], "comparisonPeriod": "last_week"}'
            where id = (
                select id from scheduled_reports where is_active
                order by organization_id, id limit 1
            )
            """);
        // all metrics, so that each of them is proved
        statement.execute(
            """
            update scheduled_reports
            set metrics = '{"metrics": ["revenue", "revenue_with_tax", "orders_count",
                "average_order_value", "revenue_delivered", "revenue_recognised", "revenue_cash",
                "customer_count", "pipeline_value", "forecasted_revenue", "won_revenue",
                "lost_revenue", "win_rate", "claim_count", "warranty_count", "kwh_deployed",
                "warranty_value", "avg_health_score", "sla_compliance", "receivables"],
                "includeCharts": true, "comparisonPeriod": "previous_period"}'
            where not metrics ? 'comparisonPeriod' or metrics ->> 'comparisonPeriod' <> 'last_week'
            """);
        statement.execute(
            """
            insert into report_favorites (organization_id, user_id, report_type, report_id)
            select organization_id, created_by, 'custom', id from custom_reports where is_shared
            """);
        statement.execute(
            """
            update custom_reports
            set definition = '{"columns": ["orderNumbr"], "filters": {"stauts": 1}, "source": "orders"}'
            where id = (
                select id from custom_reports where is_shared order by organization_id, id limit 1
            )
            """);
        statement.execute(
            "update customers set name = '=1+1;@SUM(A1)' || name where type = 'business'");
      }
    }
  }

  /** All reports of the release. */
  static ReleaseReports reports(Path cache) {
    return ReleaseReports.load(
        fixture().files(),
        release(),
        Renoz.DEFINITION.definedReports(),
        cache,
        fixture().model.tenants().column());
  }

  /** The custom reports that can be made. */
  static List<CustomReport> ready(CustomReports reports) {
    return reports.reports().stream()
        .filter(report -> reports.make(report) instanceof Made.Ready)
        .toList();
  }
}
