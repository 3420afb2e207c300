package io.daybook.cli;

import io.daybook.cli.screen.Table;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.scheduled.ReportDefinition;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    description = "Make the reports that the source's people have scheduled.",
    subcommands = {ReportCommand.ListAll.class, ReportCommand.RunAll.class})
final class ReportCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "it needs list or run");
  }

  @Command(name = "list", description = "List the scheduled reports, and what is wrong with them.")
  static final class ListAll implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "SOURCE", arity = "0..1", description = "name of a folder in sql/")
    Optional<String> source;

    ListAll(Session session) {
      this.session = session;
    }

    @Override
    public void run() {
      Table table =
          Table.of(
              "Nobody has scheduled a report",
              List.of("report", "tenant", "name", "period", "format", "metrics", "problems"));
      Manifest release = Warehouse.open(session, session.onlySource(source)).current();
      for (ReportRow row : ReportFolder.load(session, release).rows()) {
        if (row instanceof ReportRow.Valid valid) {
          ReportDefinition definition = valid.definition();
          table.row(
              definition.id(),
              definition.tenant(),
              definition.name(),
              definition.period().name().toLowerCase(Locale.ROOT),
              definition.format(),
              String.join(" ", definition.metrics()),
              "");
        } else if (row instanceof ReportRow.Broken broken) {
          table.row(broken.id(), broken.tenant(), broken.name(), "", "", "", broken.problems());
        }
      }
      session.print(table);
    }
  }

  @Command(
      name = "run",
      description = {
        "Make the files of the scheduled reports from the current release, and send none of them.",
        "",
        "Each covers its last period that is complete in its organisation's zone. Exit code 5 when",
        "one of them cannot be made."
      })
  static final class RunAll implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "SOURCE", arity = "0..1", description = "name of a folder in sql/")
    Optional<String> source;

    @Option(
        names = "--report",
        paramLabel = "ID",
        description = "only this one, as daybook report list shows it")
    Optional<String> only;

    @Option(
        names = "--to",
        paramLabel = "FOLDER",
        description = "folder of the files; otherwise reports/ in the state directory")
    Optional<Path> folder;

    RunAll(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      String name = session.onlySource(source);
      ReportFolder reports =
          ReportFolder.of(
              session,
              Warehouse.open(session, name).current(),
              folder.orElseGet(() -> ReportFolder.usual(session, name)));
      Table table =
          Table.of(
              "Nobody has scheduled a report",
              List.of("tenant", "report", "outcome", "file_or_reason"));
      boolean failed = false;
      for (ReportFolder.Line line : reports.make(chosen(reports.rows()))) {
        failed |= line.outcome() == ReportFolder.Outcome.FAILED;
        table.row(line.tenant(), line.name(), line.outcome().text(), line.fileOrReason());
      }
      session.print(table);
      return failed ? Code.CHECK_BLOCKED.kind().exitCode() : 0;
    }

    private List<ReportRow> chosen(List<ReportRow> rows) {
      if (only.isEmpty()) {
        return rows;
      }
      List<ReportRow> found = rows.stream().filter(row -> id(row).equals(only.get())).toList();
      if (found.isEmpty()) {
        throw DaybookException.of(Code.USAGE, "Cannot find the report " + only.get())
            .state("nothing was made")
            .next("daybook report list")
            .build();
      }
      return found;
    }

    private static String id(ReportRow row) {
      return row instanceof ReportRow.Valid valid
          ? valid.definition().id()
          : ((ReportRow.Broken) row).id();
    }
  }
}
