package io.daybook.cli;

import io.daybook.cli.screen.ReportTables;
import io.daybook.cli.screen.Table;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.book.DatasetJson;
import io.daybook.report.file.FileFormat;
import io.daybook.report.file.ReportFiles;
import io.daybook.report.issue.Made;
import io.daybook.report.layout.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Shows a report that somebody asked for at the terminal, or writes it as a file. */
final class ReportScreen {
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

  /** As the words of the command say. */
  ReportScreen() {}

  /** As the words of another command said. */
  ReportScreen(Optional<String> format, Optional<Path> folder) {
    this.format = format;
    this.folder = folder;
  }

  /** Says why there is no report; gives the exit code. */
  static int refused(Session session, String report, Made made) {
    String reason = made instanceof Made.Held held ? held.reason() : ((Made.Failed) made).reason();
    Table table = Table.of("", List.of("report", "outcome", "reason"));
    table.row(report, made instanceof Made.Held ? "held" : "failed", reason);
    session.print(table);
    return Code.CHECK_BLOCKED.kind().exitCode();
  }

  /** Prints the report, or writes its file and prints where it is. */
  void show(Session session, String name, Report made) {
    if (format.isEmpty()) {
      if (session.json()) {
        session.terminal().out().println(new String(DatasetJson.of(made), StandardCharsets.UTF_8));
        session.terminal().out().flush();
      } else {
        ReportTables shown = ReportTables.of(made);
        session.print(shown.names(), shown.tables());
      }
      return;
    }
    Path root = folder.orElseGet(() -> session.installation().previews(name));
    Path file =
        new ReportFiles()
            .make(
                made,
                fileFormat(format.get()),
                root.resolve("release-" + made.provenance().release()).resolve(made.tenant().id()))
            .path();
    Table table = Table.of("", List.of("tenant", "report", "outcome", "file_or_reason"));
    table.row(made.tenant().id(), made.title(), "made", file.toString());
    session.print(table);
  }

  private static FileFormat fileFormat(String text) {
    FileFormat format = FileFormat.byName().get(text.toLowerCase(Locale.ROOT));
    if (format != null) {
      return format;
    }
    throw DaybookException.of(
            Code.USAGE, "Cannot write " + text + ": a report does not come in that format")
        .state("nothing was made")
        .next("name one of " + String.join(", ", FileFormat.byName().keySet()))
        .build();
  }
}
