package io.daybook.cli;

import io.daybook.assembly.Reports;
import io.daybook.cli.screen.Table;
import io.daybook.delivery.DeliveryOverview;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.scheduled.ReportDefinition;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.schedule.Plan;
import io.daybook.schedule.Schedule;
import io.daybook.schedule.reports.ReportSchedules;
import io.daybook.schedule.reports.ReportsKind;
import io.daybook.schedule.reports.ReportsNow;
import io.daybook.state.State;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    description = "The reports that the source's people have scheduled: list, preview, run.",
    subcommands = {
      ReportCommand.ListAll.class,
      ReportCommand.Preview.class,
      ReportCommand.RunNow.class,
      CustomCommands.ListAll.class,
      CustomCommands.Ask.class
    })
final class ReportCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "it needs list, preview, run, custom or ask");
  }

  @Command(
      name = "list",
      description = {
        "List the scheduled reports: when each is due next, what was sent last, what is wrong.",
        "",
        "They are due as the files in schedules/ with what: reports say."
      })
  static final class ListAll implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "SOURCE", arity = "0..1", description = "name of a folder in sql/")
    Optional<String> source;

    ListAll(Session session) {
      this.session = session;
    }

    @Override
    public void run() {
      String name = session.onlySource(source);
      ScheduledReports reports =
          Reports.scheduled(
              session.installation(), session.installation().warehouse(name).current());
      Map<String, Instant> next = next(name, reports);
      Map<String, DeliveryOverview.Last> last = last(name);
      Table table =
          Table.of(
              "Nobody has scheduled a report",
              List.of(
                  "report",
                  "tenant",
                  "name",
                  "period",
                  "format",
                  "metrics",
                  "next_due",
                  "last",
                  "delivered",
                  "problems"));
      for (ReportRow row : reports.rows()) {
        Optional<ReportDefinition> definition =
            row instanceof ReportRow.Valid valid
                ? Optional.of(valid.definition())
                : Optional.empty();
        Optional<DeliveryOverview.Last> sent = Optional.ofNullable(last.get(row.id()));
        table.row(
            row.id(),
            row.tenant(),
            row.name(),
            definition.map(each -> each.period().name().toLowerCase(Locale.ROOT)).orElse(""),
            definition.map(ReportDefinition::format).orElse(""),
            definition.map(each -> String.join(" ", each.metrics())).orElse(""),
            next.get(row.id()),
            sent.map(DeliveryOverview.Last::occurrence).orElse(null),
            sent.map(each -> each.handedOver() + " of " + each.messages()).orElse(null),
            row instanceof ReportRow.Broken broken ? broken.problems() : "");
      }
      session.print(table);
    }

    /** By the schedules that would follow from this release; none without a file for them. */
    private Map<String, Instant> next(String source, ScheduledReports reports) {
      Map<String, Instant> next = new HashMap<>();
      for (Schedule pattern : session.installation().scheduleFiles().load()) {
        if (pattern.what().equals(ReportsKind.NAME) && pattern.source().equals(source)) {
          for (ReportRow row : reports.rows()) {
            ReportSchedules.of(pattern, row, reports)
                .flatMap(
                    schedule ->
                        new Plan(schedule, any -> Set.of())
                            .next(session.clock().instant(), 1).stream().findFirst())
                .ifPresent(coming -> next.merge(row.id(), coming.instant(), this::earlier));
          }
        }
      }
      return next;
    }

    private Instant earlier(Instant one, Instant other) {
      return one.isBefore(other) ? one : other;
    }

    private Map<String, DeliveryOverview.Last> last(String source) {
      if (!session.installation().hasState()) {
        return Map.of();
      }
      try (State state = session.installation().openState()) {
        return new DeliveryOverview(state.database())
            .last(source).stream()
                .collect(
                    Collectors.toMap(DeliveryOverview.Last::report, each -> each, (a, b) -> b));
      }
    }
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

    @Option(
        names = "--source",
        paramLabel = "SOURCE",
        description = "name of a folder in sql/, where there are several")
    Optional<String> source;

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
      if (only.filter(CustomCommands::isCustom).isPresent()) {
        return new CustomCommands.Ask(session, only.get(), Optional.of(format), folder).call();
      }
      String name = session.onlySource(source);
      ReportFolder reports =
          ReportFolder.of(
              session,
              session.installation().warehouse(name).current(),
              folder.orElseGet(() -> ReportFolder.usual(session, name)));
      Table table =
          Table.of(
              "Nobody has scheduled a report",
              List.of("tenant", "report", "outcome", "file_or_reason"));
      boolean failed = false;
      List<ReportRow> rows =
          only.map(id -> List.of(row(reports.reports(), id))).orElseGet(reports::rows);
      for (ReportFolder.Line line : reports.make(rows)) {
        failed |= line.outcome() == ReportFolder.Outcome.FAILED;
        table.row(line.tenant(), line.name(), line.outcome().text(), line.fileOrReason());
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

    @Option(
        names = "--source",
        paramLabel = "SOURCE",
        description = "name of a folder in sql/, where there are several")
    Optional<String> source;

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
      if (CustomCommands.isCustom(id)) {
        return new CustomCommands.Ask(session, id, Optional.of(format), Optional.empty()).call();
      }
      Manifest release = session.installation().warehouse(session.onlySource(source)).current();
      ScheduledReports reports = Reports.scheduled(session.installation(), release);
      ReportRow row = row(reports, id);
      try (State state = session.installation().openState()) {
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

  private static ReportRow row(ScheduledReports reports, String id) {
    return reports
        .row(id)
        .orElseThrow(
            () ->
                DaybookException.of(Code.USAGE, "Cannot find the report " + id)
                    .state("nothing was made")
                    .next("daybook report list")
                    .build());
  }
}
