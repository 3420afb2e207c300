package io.daybook.cli;

import io.daybook.assembly.Reports;
import io.daybook.cli.screen.Table;
import io.daybook.delivery.DeliveryOverview;
import io.daybook.report.ReleaseReports;
import io.daybook.report.custom.CustomReport;
import io.daybook.report.scheduled.ReportDefinition;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.schedule.Plan;
import io.daybook.schedule.Schedule;
import io.daybook.schedule.reports.ReportSchedules;
import io.daybook.schedule.reports.ReportsKind;
import io.daybook.state.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What there is: the reports that the source's people have scheduled or put together. */
final class ReportLists {
  private ReportLists() {}

  @Command(
      name = "list",
      description = {
        "List the scheduled reports: when each is due next, what was sent last, what is wrong.",
        "",
        "They are due as the files in schedules/ with what: reports say."
      })
  static final class Scheduled implements Runnable {
    private final Session session;

    @Mixin SourceOption.OrWord source = new SourceOption.OrWord();

    Scheduled(Session session) {
      this.session = session;
    }

    @Override
    public void run() {
      String name = source.only(session);
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
      try (ReleaseReports reports = Reports.current(session.installation(), name)) {
        Map<String, Instant> next = next(name, reports);
        Map<String, DeliveryOverview.Last> last = last(name);
        for (ReportRow row : reports.scheduled().rows()) {
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
              definition.map(each -> each.format().text()).orElse(""),
              definition.map(each -> String.join(" ", each.metrics())).orElse(""),
              next.get(row.id()),
              sent.map(DeliveryOverview.Last::occurrence).orElse(null),
              sent.map(each -> each.handedOver() + " of " + each.messages()).orElse(null),
              String.join("; ", reports.scheduled().problems(row)));
        }
      }
      session.print(table);
    }

    /**
     * By the schedules that would follow from this release; none without a file for them. What is
     * wrong with another file is no news of these reports.
     */
    private Map<String, Instant> next(String source, ReleaseReports reports) {
      Map<String, Instant> next = new HashMap<>();
      for (Schedule pattern : session.installation().scheduleFiles().read().schedules()) {
        if (pattern.what().equals(ReportsKind.NAME) && pattern.source().equals(source)) {
          for (ReportRow row : reports.scheduled().rows()) {
            ReportSchedules.of(pattern, row, reports)
                .filter(none -> reports.audience().organisations().obstacle(row.tenant()).isEmpty())
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
      name = "custom",
      description = "List the reports that people have put together, and what is wrong with them.")
  static final class Custom implements Runnable {
    private final Session session;

    @Mixin SourceOption.OrWord source = new SourceOption.OrWord();

    Custom(Session session) {
      this.session = session;
    }

    @Override
    public void run() {
      Table table =
          Table.of(
              "Nobody has put a report together",
              List.of("report", "tenant", "name", "shared", "favourite_of", "problems"));
      try (ReleaseReports reports = Reports.current(session.installation(), source.only(session))) {
        for (CustomReport report : reports.custom().reports()) {
          table.row(
              AskCommand.PREFIX + report.id(),
              report.tenant(),
              report.name(),
              report.isShared(),
              reports.custom().keptBy(report),
              problems(reports, report));
        }
      }
      session.print(table);
    }

    private static String problems(ReleaseReports reports, CustomReport report) {
      return Stream.concat(
              Stream.of(report.reading().text()).filter(text -> !text.isEmpty()),
              reports.audience().organisations().obstacle(report.tenant()).stream())
          .collect(Collectors.joining("; "));
    }
  }
}
