package io.daybook.assembly;

import io.daybook.delivery.Deliveries;
import io.daybook.fact.TenantColumns;
import io.daybook.report.custom.AnswerCache;
import io.daybook.report.custom.CustomReports;
import io.daybook.report.metric.Metrics;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.run.Models;
import io.daybook.schedule.reports.Pins;
import io.daybook.schedule.reports.ReleasedReports;
import io.daybook.schedule.reports.ReportSetup;
import io.daybook.source.SourceModel;
import io.daybook.state.State;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;

/** Reads the reports of releases, and prepares their issuing. */
public final class Reports {
  private Reports() {}

  /** What can be asked of a source. */
  public static Metrics metrics(Installation installation, String source) {
    SourceModel model = installation.model(source);
    Path sql = installation.sql().path();
    return Metrics.load(sql, source, Models.load(sql, model).schemas());
  }

  /** Who has scheduled what, as a release has it. */
  public static ScheduledReports scheduled(Installation installation, Manifest release) {
    String source = release.source();
    return ScheduledReports.load(
        installation.files(source),
        release,
        installation.sql().path(),
        metrics(installation, source),
        installation.tenantFiles(),
        TenantColumns.name(installation.model(source)));
  }

  /** What people have put together, as a release has it. */
  public static CustomReports custom(Installation installation, Manifest release) {
    String source = release.source();
    return CustomReports.load(
        installation.files(source),
        release,
        installation.sql().path(),
        metrics(installation, source),
        installation.tenantFiles(),
        TenantColumns.name(installation.model(source)),
        new AnswerCache());
  }

  /** What reports are issued with. */
  public static ReportSetup issuing(Installation installation, State state) {
    return ReportSetup.of(
        new ReleasedReports(installation::files, release -> scheduled(installation, release)),
        new Deliveries(state.database(), installation.clock()),
        new Pins(state.database(), installation.clock()),
        installation::files,
        installation.config().directory().resolve("temporary/reports"),
        installation.clock());
  }
}
