package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.definition.Renoz;
import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.Made;
import io.daybook.report.layout.Report;
import io.daybook.report.metric.Metrics;
import io.daybook.report.scheduled.ReportDefinition;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reports of the shared release.
 *
 * @param outcomes of every row, made once
 */
record ReportedNight(
    NightFixture fixture,
    Manifest release,
    Metrics metrics,
    ReleaseReports all,
    Map<ReportRow, Made> outcomes) {
  /** A report that was made, and what asked for it. */
  record One(ReportDefinition definition, Report report) {}

  static ReportedNight make(Path directory) {
    NightFixture fixture = SharedNight.fixture();
    Manifest release = SharedNight.release();
    Metrics metrics = Renoz.DEFINITION.metrics();
    ReleaseReports all = SharedNight.reports(directory.resolve("cache"));
    Map<ReportRow, Made> outcomes = new LinkedHashMap<>();
    all.scheduled().rows().forEach(row -> outcomes.put(row, all.scheduled().make(row)));
    return new ReportedNight(fixture, release, metrics, all, outcomes);
  }

  /** All that can be made. */
  List<One> made() {
    List<One> made = new ArrayList<>();
    outcomes.forEach(
        (row, outcome) -> {
          if (outcome instanceof Made.Ready ready) {
            made.add(new One(((ReportRow.Valid) row).definition(), ready.content()));
          }
        });
    assertThat(made).hasSizeGreaterThan(10);
    return made;
  }
}
