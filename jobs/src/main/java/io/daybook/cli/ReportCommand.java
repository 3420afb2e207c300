package io.daybook.cli;

import io.daybook.assembly.Reports;
import io.daybook.cli.screen.Table;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.ReleaseReports;
import io.daybook.report.ReportFolder;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.schedule.reports.ReportsNow;
import io.daybook.state.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    description =
        "Reports, scheduled, put together or of the source itself: list, preview, run, ask.",
    subcommands = {
      ReportLists.Scheduled.class,
      ReportCommand.Preview.class,
      ReportCommand.RunNow.class,
      ReportLists.Custom.class,
      CatalogueCommand.class,
      AskCommand.class,
      SchemaCommand.class
    })
final class ReportCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "it needs list, preview, run, custom, catalogue, ask or schema");
  }

  @Command(
      name = "preview",
      description = {
        "Make the files of scheduled reports from the current release, for nobody else to see.",
        "",
        "Each covers its last period that is complete in its organisation's zone. Nothing is sent or",
        "recorded. Exit code 5 when one of them cannot be made. custom/ID is a custom report."
      })
  static final class Preview implements Callable<Integer> {
    private final Session session;

    @Parameters(
        paramLabel = "REPORT",
        arity = "0..1",
        description = "id of one, as daybook report list shows it; all without it")
    Optional<String> only;

    @Mixin SourceOption source = new SourceOption();

    @Option(
        names = "--to",
        paramLabel = "FOLDER",
        description = "folder of the files; otherwise reports/ in the state directory")
    Optional<Path> folder;

    Preview(Session session) {
      this.session = session;
    }

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        defaultValue = "xlsx",
        description = "of a custom report, ${DEFAULT-VALUE} by default; others have their own")
    String format;

    @Override
    public Integer call() {
      if (only.filter(AskCommand::isCustom).isPresent()) {
        return new AskCommand(session, only.get(), source, Optional.of(format), folder).call();
      }
      String name = source.only(session);
      Table table =
          Table.of(
              "Nobody has scheduled a report",
              List.of("tenant", "report", "outcome", "file_or_reason"));
      boolean failed = false;
      try (ReleaseReports reports = Reports.current(session.installation(), name)) {
        List<ReportRow> rows =
            only.map(id -> List.of(row(reports, id))).orElseGet(reports.scheduled()::rows);
        ReportFolder files =
            new ReportFolder(
                reports, folder.orElseGet(() -> session.installation().previews(name)));
        for (ReportFolder.Line line : files.make(rows)) {
          failed |= line.outcome() == ReportFolder.Outcome.FAILED;
          table.row(line.tenant(), line.name(), line.outcome().text(), line.fileOrReason());
        }
      }
      session.print(table);
      return failed ? Code.REPORT_INVALID.kind().exitCode() : 0;
    }
  }

  @Command(
      name = "run",
      description = {
        "Issue one report now, for its last complete period: file, book, one delivery a recipient.",
        "",
        "For a report that was mended after its time. Who has this period already gets nothing again.",
        "daybook serve hands the messages over. Exit code 5 when it cannot be made. custom/ID makes the",
        "file of a custom report."
      })
  static final class RunNow implements Callable<Integer> {
    private final Session session;

    @Parameters(
        paramLabel = "REPORT",
        description = "id of the report, as daybook report list shows it")
    String id;

    @Mixin SourceOption source = new SourceOption();

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        defaultValue = "xlsx",
        description = "of a custom report, ${DEFAULT-VALUE} by default; others have their own")
    String format;

    RunNow(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      if (AskCommand.isCustom(id)) {
        return new AskCommand(session, id, source, Optional.of(format), Optional.empty()).call();
      }
      try (ReleaseReports reports = Reports.current(session.installation(), source.only(session));
          State state = session.installation().openState()) {
        ReportRow row = row(reports, id);
        ReportsNow now = new ReportsNow(Reports.issuing(session.installation(), state));
        ReportsNow.Line line = now.issue(reports, List.of(row), Optional.empty()).get(0);
        Table table =
            Table.of("Nothing was issued", List.of("tenant", "report", "outcome", "detail"));
        table.row(line.tenant(), line.name(), line.what().text(), line.detail());
        session.print(table);
        return line.what() == ReportsNow.What.ISSUED ? 0 : Code.REPORT_INVALID.kind().exitCode();
      }
    }
  }

  private static ReportRow row(ReleaseReports reports, String id) {
    return reports
        .scheduled()
        .row(id)
        .orElseThrow(
            () ->
                DaybookException.of(Code.USAGE, "Cannot find the report " + id)
                    .state("nothing was made")
                    .next("daybook report list " + reports.release().source())
                    .build());
  }
}
