package io.daybook.assembly;

import io.daybook.definition.SourceDefinition;
import io.daybook.delivery.Deliveries;
import io.daybook.report.ReleaseReports;
import io.daybook.schedule.reports.Pins;
import io.daybook.schedule.reports.ReleasedReports;
import io.daybook.schedule.reports.ReportSetup;
import io.daybook.state.State;
import io.daybook.warehouse.Manifest;

/** Reads the reports of releases, and prepares their issuing. */
public final class Reports {
  private Reports() {}

  /** All reports of a release; the caller closes them. */
  public static ReleaseReports of(Installation installation, Manifest release) {
    SourceDefinition definition = installation.definition(release.source());
    return ReleaseReports.load(
        installation.files(release.source()),
        release,
        definition.definedReports(),
        installation.tenantFiles(),
        definition.model().tenants().column());
  }

  /** Those of a source's current release; the caller closes them. */
  public static ReleaseReports current(Installation installation, String source) {
    return of(installation, installation.warehouse(source).current());
  }

  /** What reports are issued with. */
  public static ReportSetup issuing(Installation installation, State state) {
    return ReportSetup.of(
        new ReleasedReports(installation::files, release -> of(installation, release)),
        new Deliveries(state.database(), installation.clock()),
        new Pins(state.database(), installation.clock()),
        installation::files,
        installation.config().directory().resolve("temporary/reports"),
        installation.clock());
  }
}
