package io.daybook.cli;

import io.daybook.assembly.Installation;
import io.daybook.assembly.Reports;
import io.daybook.audience.Asker;
import io.daybook.cli.screen.Table;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.book.DatasetJson;
import io.daybook.report.custom.CustomReport;
import io.daybook.report.custom.CustomReports;
import io.daybook.report.custom.MadeCustom;
import io.daybook.report.file.FileFormat;
import io.daybook.report.file.ReportFiles;
import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.Figure;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.metric.CataloguePage;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.Metrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands of questions that people put together themselves. */
final class CustomCommands {
  /** What a custom report of the source is called by. */
  private static final String PREFIX = "custom/";

  private CustomCommands() {}

  /** Whether a report's name is that of a custom report. */
  static boolean isCustom(String name) {
    return name.startsWith(PREFIX);
  }

  @Command(
      name = "metrics",
      description = {
        "List what can be asked: metrics, what they are and what they can be asked by.",
        "",
        "Reports, targets and custom reports name them."
      })
  static final class Catalogue implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "SOURCE", arity = "0..1", description = "name of a folder in sql/")
    Optional<String> source;

    @Option(names = "--page", description = "print the page of the docs, with datasets and roles")
    boolean page;

    Catalogue(Session session) {
      this.session = session;
    }

    @Override
    public void run() {
      String name = session.onlySource(source);
      Metrics metrics = session.installation().definition(name).metrics();
      if (page) {
        session.terminal().out().print(CataloguePage.of(name, metrics));
        session.terminal().out().flush();
        return;
      }
      Table table =
          Table.of(
              "metrics.yml has no metric",
              List.of("metric", "title", "unit", "adds_up", "asked_by", "description"));
      for (Metric metric : metrics.byId().values()) {
        table.row(
            metric.id(),
            metric.title(),
            metric.unit().name().toLowerCase(Locale.ROOT),
            metric.additivity().name().toLowerCase(Locale.ROOT),
            String.join(" ", CataloguePage.askedBy(metrics, metric)),
            metric.description());
      }
      session.print(table);
    }
  }

  @Command(
      name = "custom",
      description = "List the reports that people have put together, and what is wrong with them.")
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
              "Nobody has put a report together",
              List.of("report", "tenant", "name", "shared", "favourite_of", "problems"));
      try (CustomReports reports = load(session, session.onlySource(source))) {
        for (CustomReport report : reports.reports()) {
          table.row(
              PREFIX + report.id(),
              report.tenant(),
              report.name(),
              report.isShared(),
              reports.keptBy(report),
              report.reading().text());
        }
      }
      session.print(table);
    }
  }

  @Command(
      name = "ask",
      description = {
        "Ask a custom report of the current release: a definition of a file, or one of the source.",
        "",
        "Prints the answer, with --json exactly and whole, or writes it as a file.",
        "Exit code 5 when it cannot be answered."
      })
  static final class Ask implements Callable<Integer> {
    private final Session session;

    @Parameters(
        paramLabel = "REPORT",
        description = "a file such as definition.json, or custom/ID as report custom lists it")
    String report;

    @Option(
        names = "--source",
        paramLabel = "SOURCE",
        description = "name of a folder in sql/; needed where there are several")
    Optional<String> source;

    @Option(
        names = "--tenant",
        paramLabel = "ID",
        description = "whose rows; needed for a definition of a file")
    Optional<String> tenant;

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        description = {
          "ask in the name of a role: for a file the first one under answering in metrics.yml",
          "by default; a report of the source is asked in the name of who made it"
        })
    Optional<String> role;

    @Option(
        names = "--user",
        paramLabel = "ID",
        description = "user who asks, instead of a role or of who made the report")
    Optional<String> user;

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        description = "write a file instead: pdf, xlsx, csv or html")
    Optional<String> format;

    @Option(
        names = "--to",
        paramLabel = "FOLDER",
        description = "folder of the file; otherwise reports/ in the state directory")
    Optional<Path> folder;

    Ask(Session session) {
      this.session = session;
    }

    /** The same with words of another command. */
    Ask(Session session, String report, Optional<String> format, Optional<Path> folder) {
      this(session);
      this.report = report;
      this.source = Optional.empty();
      this.tenant = Optional.empty();
      this.user = Optional.empty();
      this.role = Optional.empty();
      this.format = format;
      this.folder = folder;
    }

    @Override
    public Integer call() {
      String name = session.onlySource(source);
      MadeCustom made;
      try (CustomReports reports = load(session, name)) {
        made = make(reports);
      }
      if (made instanceof MadeCustom.Made one) {
        show(name, one.report());
        return 0;
      }
      String reason =
          made instanceof MadeCustom.Held held
              ? held.reason()
              : ((MadeCustom.Failed) made).reason();
      Table table = Table.of("", List.of("report", "outcome", "reason"));
      table.row(report, made instanceof MadeCustom.Held ? "held" : "failed", reason);
      session.print(table);
      return Code.CHECK_BLOCKED.kind().exitCode();
    }

    private MadeCustom make(CustomReports reports) {
      Optional<Asker> asker = user.map(id -> asker(reports, id));
      if (!isCustom(report)) {
        return reports.ask(
            Path.of(report).getFileName().toString(),
            text(),
            asker.orElseGet(() -> reports.audience().inRole(neededTenant(), role(reports))));
      }
      CustomReport one =
          reports
              .report(report.substring(PREFIX.length()))
              .orElseThrow(
                  () ->
                      DaybookException.of(Code.USAGE, "Cannot find the report " + report)
                          .state("nothing was asked")
                          .next("daybook report custom")
                          .build());
      return asker
          .or(() -> role.map(each -> reports.audience().inRole(one.tenant(), each)))
          .map(each -> reports.make(one, each))
          .orElseGet(() -> reports.make(one));
    }

    /** The one that answers for an organisation; where there is none, one that sees nothing. */
    private String role(CustomReports reports) {
      return role.or(() -> reports.audience().roles().answering().stream().findFirst()).orElse("");
    }

    private Asker asker(CustomReports reports, String id) {
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

    private void show(String name, Report made) {
      if (format.isEmpty()) {
        print(made);
        return;
      }
      Path root = folder.orElseGet(() -> ReportFolder.usual(session, name));
      Path file =
          new ReportFiles()
              .make(
                  made,
                  fileFormat(format.get()),
                  root.resolve("release-" + made.provenance().release())
                      .resolve(made.tenant().id()))
              .path();
      Table table = Table.of("", List.of("tenant", "report", "outcome", "file_or_reason"));
      table.row(made.tenant().id(), made.title(), "made", file.toString());
      session.print(table);
    }

    private static FileFormat fileFormat(String text) {
      for (FileFormat format : FileFormat.values()) {
        if (format.name().equalsIgnoreCase(text)) {
          return format;
        }
      }
      throw DaybookException.of(
              Code.USAGE, "Cannot write " + text + ": it is no format of a report")
          .state("nothing was made")
          .next("pdf, xlsx, csv or html")
          .build();
    }

    private void print(Report made) {
      if (session.json()) {
        session.terminal().out().println(new String(DatasetJson.of(made), StandardCharsets.UTF_8));
        session.terminal().out().flush();
        return;
      }
      Formats formats = made.formats();
      List<String> names = new ArrayList<>();
      List<Table> tables = new ArrayList<>();
      if (!made.figures().isEmpty()) {
        Table figures = Table.of("", List.of("figure", "value", "before"));
        for (Figure figure : made.figures()) {
          figures.row(
              figure.label(),
              formats.full(figure.value(), figure.unit(), figure.decimals()),
              figure
                  .comparison()
                  .map(before -> formats.full(before, figure.unit(), figure.decimals()))
                  .orElse(""));
        }
        names.add("figures");
        tables.add(figures);
      }
      for (ReportTable table : made.tables()) {
        names.add("rows");
        tables.add(rows(table, formats));
      }
      session.print(names, tables);
    }

    private static Table rows(ReportTable table, Formats formats) {
      Table rows = Table.of("no row", table.columns().stream().map(formats::heading).toList());
      try (Stream<List<Cell>> cells = table.open()) {
        cells.forEach(row -> rows.row(line(table.columns(), row, formats)));
      }
      return rows;
    }

    private static List<String> line(List<Column> columns, List<Cell> row, Formats formats) {
      List<String> line = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        line.add(formats.cell(columns.get(i), row.get(i)));
      }
      return line;
    }
  }

  private static CustomReports load(Session session, String source) {
    Installation installation = session.installation();
    return Reports.custom(installation, installation.warehouse(source).current());
  }
}
