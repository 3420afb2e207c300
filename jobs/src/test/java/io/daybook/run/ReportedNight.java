package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.definition.Renoz;
import io.daybook.report.metric.Metrics;
import io.daybook.report.scheduled.MadeReport;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The reports of the shared release.
 *
 * @param outcomes of every row, made once
 */
record ReportedNight(
    NightFixture fixture,
    Manifest release,
    Metrics metrics,
    ScheduledReports reports,
    List<MadeReport> outcomes) {
  static ReportedNight make(Path directory) {
    NightFixture fixture = SharedNight.fixture();
    Manifest release = SharedNight.release();
    Metrics metrics = Renoz.DEFINITION.metrics();
    ScheduledReports reports =
        ScheduledReports.load(
            fixture.files(),
            release,
            Renoz.DEFINITION.reports(),
            metrics,
            directory.resolve("cache"),
            fixture.model.tenants().column());
    return new ReportedNight(
        fixture, release, metrics, reports, reports.rows().stream().map(reports::make).toList());
  }

  /** All that can be made. */
  List<MadeReport.Made> made() {
    List<MadeReport.Made> made = new ArrayList<>();
    for (MadeReport outcome : outcomes) {
      if (outcome instanceof MadeReport.Made one) {
        made.add(one);
      }
    }
    assertThat(made).hasSizeGreaterThan(10);
    return made;
  }
}
