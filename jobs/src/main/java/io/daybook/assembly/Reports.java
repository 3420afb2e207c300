package io.daybook.assembly;

import io.daybook.definition.SourceDefinition;
import io.daybook.delivery.Deliveries;
import io.daybook.report.custom.AnswerCache;
import io.daybook.report.custom.CustomReports;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.schedule.reports.Pins;
import io.daybook.schedule.reports.ReleasedReports;
import io.daybook.schedule.reports.ReportSetup;
import io.daybook.state.State;
import io.daybook.warehouse.Manifest;

/** Reads the reports of releases, and prepares their issuing. */
public final class Reports {
  private Reports() {}

  /** Who has scheduled what, as a release has it. */
  public static ScheduledReports scheduled(Installation installation, Manifest release) {
    SourceDefinition definition = installation.definition(release.source());
    return ScheduledReports.load(
        installation.files(release.source()),
        release,
        definition.reports(),
        definition.metrics(),
        installation.tenantFiles(),
        definition.model().tenants().column());
  }

  /** What people have put together, as a release has it. */
  public static CustomReports custom(Installation installation, Manifest release) {
    SourceDefinition definition = installation.definition(release.source());
    return CustomReports.load(
        installation.files(release.source()),
        release,
        definition.reports(),
        definition.metrics(),
        installation.tenantFiles(),
        definition.model().tenants().column(),
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
