package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fact.TenantColumns;
import io.daybook.report.metric.Metrics;
import io.daybook.report.scheduled.MadeReport;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A release of a source whose people ask for every metric, and one for what there is not. */
record ReportedNight(
    NightFixture fixture, Manifest release, Metrics metrics, ScheduledReports reports)
    implements AutoCloseable {
  static ReportedNight make(Path directory) throws SQLException {
    NightFixture fixture = NightFixture.open(directory, 21);
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
              "warranty_value", "avg_health_score", "sla_compliance"],
              "includeCharts": true, "comparisonPeriod": "previous_period"}'
          where not metrics ? 'comparisonPeriod' or metrics ->> 'comparisonPeriod' <> 'last_week'
          """);
    }
    Manifest release = fixture.run("duckdb");
    Models models = Models.load(NightFixture.HOME.resolve("sql"), fixture.model);
    Metrics metrics = Metrics.load(NightFixture.HOME.resolve("sql"), "renoz", models.schemas());
    return new ReportedNight(
        fixture,
        release,
        metrics,
        ScheduledReports.load(
            fixture.files(),
            release,
            NightFixture.HOME.resolve("sql"),
            metrics,
            directory.resolve("cache"),
            TenantColumns.name(fixture.model)));
  }

  /** All that can be made. */
  List<MadeReport.Made> made() {
    List<MadeReport.Made> made = new ArrayList<>();
    for (ReportRow row : reports.rows()) {
      if (reports.make(row) instanceof MadeReport.Made one) {
        made.add(one);
      }
    }
    assertThat(made).hasSizeGreaterThan(10);
    return made;
  }

  @Override
  public void close() {
    fixture.close();
  }
}
