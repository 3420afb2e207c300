package io.daybook.cli;

import io.daybook.assembly.Reports;
import io.daybook.cli.screen.Table;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.ReleaseReports;
import io.daybook.report.catalogue.CatalogueReport;
import io.daybook.report.issue.Made;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "catalogue",
    description = {
      "List the reports that the source has of its own, or make one of them for one organisation.",
      "",
      "It covers its last period that is over, or over on the day of --on. Prints it, with --json",
      "exactly and whole, or writes it as a file. Exit code 5 when it cannot be made."
    })
final class CatalogueCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "REPORT",
      arity = "0..1",
      description = "name of one; the list of all without it")
  Optional<String> report;

  @Mixin SourceOption source = new SourceOption();

  @Option(names = "--tenant", paramLabel = "ID", description = "whose rows")
  Optional<String> tenant;

  @Option(
      names = "--with",
      paramLabel = "NAME=VALUE",
      description = "what the report needs to know, such as customer=ID")
  Map<String, String> values = new TreeMap<>();

  @Option(
      names = "--on",
      paramLabel = "DAY",
      description =
          "as of the beginning of this day of the organisation, 2026-11-01; otherwise today")
  Optional<LocalDate> day;

  @Mixin ReportScreen screen = new ReportScreen();

  CatalogueCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String name = source.only(session);
    try (ReleaseReports reports = Reports.current(session.installation(), name)) {
      if (report.isEmpty()) {
        list(reports);
        return 0;
      }
      CatalogueReport asked =
          reports
              .catalogue()
              .report(report.get())
              .orElseThrow(
                  () ->
                      DaybookException.of(Code.USAGE, "Cannot find the report " + report.get())
                          .state("nothing was made")
                          .next("daybook report catalogue --source " + name)
                          .build());
      String whose =
          tenant.orElseThrow(
              () ->
                  DaybookException.of(
                          Code.USAGE, "Cannot make " + report.get() + ": whose rows is not said")
                      .state("nothing was made")
                      .next("name an organisation with --tenant")
                      .build());
      Optional<LocalDate> on = day.or(() -> reports.today(whose));
      Made made =
          on.isPresent()
              ? reports.catalogue().make(asked, whose, values, on.get())
              : new Made.Held(
                  reports
                      .audience()
                      .organisations()
                      .obstacle(whose)
                      .orElse("there is no organisation " + whose),
                  Optional.empty());
      if (made instanceof Made.Ready ready) {
        screen.show(session, name, ready.content());
        return 0;
      }
      return ReportScreen.refused(session, report.get(), made);
    }
  }

  private void list(ReleaseReports reports) {
    Table table =
        Table.of(
            "The source has no report of its own",
            List.of("report", "title", "period", "needs", "areas"));
    for (CatalogueReport each : reports.catalogue().reports()) {
      table.row(
          each.name(),
          each.title(),
          each.period().name().toLowerCase(Locale.ROOT),
          String.join(" ", each.parameters().keySet()),
          String.join(" ", each.areas()));
    }
    session.print(table);
  }
}
