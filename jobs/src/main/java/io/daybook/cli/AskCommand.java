package io.daybook.cli;

import io.daybook.assembly.Reports;
import io.daybook.audience.Asker;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.ReleaseReports;
import io.daybook.report.custom.CustomReport;
import io.daybook.report.issue.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "ask",
    description = {
      "Ask a custom report of the current release: a definition of a file, or one of the source.",
      "",
      "Prints the answer, with --json exactly and whole, or writes it as a file.",
      "Exit code 5 when it cannot be answered. jobs/docs/custom-reports.md says what a definition may",
      "hold, with examples; daybook report schema prints its JSON schema."
    })
final class AskCommand implements Callable<Integer> {
  /** What a custom report of the source is called by. */
  static final String PREFIX = "custom/";

  private final Session session;

  @Parameters(
      paramLabel = "REPORT",
      description = "a file such as definition.json, or custom/ID as report custom lists it")
  String report;

  @Mixin SourceOption source;

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      description = "whose rows; needed for a definition of a file")
  Optional<String> tenant;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = {
        "ask in the name of a role; otherwise a file is asked in that of the first role under",
        "answering in metrics.yml, a report of the source in that of who made it"
      })
  Optional<String> role;

  @Option(
      names = "--user",
      paramLabel = "ID",
      description = "user who asks, instead of a role or of who made the report")
  Optional<String> user;

  @Mixin ReportScreen screen;

  AskCommand(Session session) {
    this(session, new SourceOption(), new ReportScreen());
  }

  private AskCommand(Session session, SourceOption source, ReportScreen screen) {
    this.session = session;
    this.source = source;
    this.screen = screen;
  }

  /** The same with words of another command. */
  AskCommand(
      Session session,
      String report,
      SourceOption source,
      Optional<String> format,
      Optional<Path> folder) {
    this(session, source, new ReportScreen(format, folder));
    this.report = report;
    this.tenant = Optional.empty();
    this.user = Optional.empty();
    this.role = Optional.empty();
  }

  /** Whether a report's name is that of a custom report. */
  static boolean isCustom(String name) {
    return name.startsWith(PREFIX);
  }

  @Override
  public Integer call() {
    String name = source.only(session);
    Made made;
    try (ReleaseReports reports = Reports.current(session.installation(), name)) {
      made = make(name, reports);
    }
    if (made instanceof Made.Ready one) {
      screen.show(session, name, one.content());
      return 0;
    }
    return ReportScreen.refused(session, report, made);
  }

  private Made make(String name, ReleaseReports reports) {
    Optional<Asker> asker = user.map(id -> asker(reports, id));
    if (!isCustom(report)) {
      String definition = text();
      return reports
          .custom()
          .ask(
              Path.of(report).getFileName().toString(),
              definition,
              asker.orElseGet(() -> reports.audience().inRole(neededTenant(), role(reports))));
    }
    CustomReport one =
        reports
            .custom()
            .report(report.substring(PREFIX.length()))
            .orElseThrow(
                () ->
                    DaybookException.of(Code.USAGE, "Cannot find the report " + report)
                        .state("nothing was asked")
                        .next("daybook report custom " + name)
                        .build());
    return asker
        .or(() -> role.map(each -> reports.audience().inRole(one.tenant(), each)))
        .map(each -> reports.custom().make(one, each))
        .orElseGet(() -> reports.custom().make(one));
  }

  /** The one that answers for an organisation; where there is none, one that sees nothing. */
  private String role(ReleaseReports reports) {
    return role.or(() -> reports.audience().roles().answering().stream().findFirst()).orElse("");
  }

  private Asker asker(ReleaseReports reports, String id) {
    return reports
        .audience()
        .people()
        .user(id)
        .orElseThrow(
            () ->
                DaybookException.of(
                        Code.USAGE,
                        "Cannot ask as user " + id + ": the release knows no such active user")
                    .state("nothing was asked")
                    .next("name another user, or a role with --role")
                    .build());
  }

  private String neededTenant() {
    return tenant.orElseThrow(
        () ->
            DaybookException.of(Code.USAGE, "Cannot ask " + report + ": whose rows is not said")
                .state("nothing was asked")
                .next("name an organisation with --tenant, or a user with --user")
                .build());
  }

  private String text() {
    try {
      return Files.readString(Path.of(report));
    } catch (IOException e) {
      throw DaybookException.of(
              Code.USAGE, "Cannot read " + report + ": " + e.getClass().getSimpleName())
          .state("nothing was asked")
          .next("name a file of UTF-8 text, or custom/ID")
          .cause(e)
          .build();
    }
  }
}
