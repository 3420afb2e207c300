package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fact.TenantColumns;
import io.daybook.report.metric.Metrics;
import io.daybook.report.scheduled.MadeReport;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The reports of the shared release. */
record ReportedNight(
    NightFixture fixture, Manifest release, Metrics metrics, ScheduledReports reports) {
  static ReportedNight make(Path directory) {
    NightFixture fixture = SharedNight.fixture();
    Manifest release = SharedNight.release();
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
}
