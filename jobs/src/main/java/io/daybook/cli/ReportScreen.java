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

/** Shows a report that somebody asked for at the terminal, or writes it as a file. */
final class ReportScreen {
  private final Session session;
  private final Optional<String> format;
  private final Optional<Path> folder;

  /**
   * @param format of a file; without it the report is printed
   * @param folder of the file; otherwise one of the state directory
   */
  ReportScreen(Session session, Optional<String> format, Optional<Path> folder) {
    this.session = session;
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

  void show(String name, Report made) {
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
