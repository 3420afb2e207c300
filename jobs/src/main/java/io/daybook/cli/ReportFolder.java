package io.daybook.cli;

import io.daybook.assembly.Reports;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.file.FileFormat;
import io.daybook.report.file.ReportFile;
import io.daybook.report.file.ReportFiles;
import io.daybook.report.scheduled.MadeReport;
import io.daybook.report.scheduled.ReportDefinition;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scheduled reports of a release, as files of a folder. Nothing is sent. */
final class ReportFolder {
  private static final Logger log = LoggerFactory.getLogger(ReportFolder.class);

  private final ScheduledReports reports;
  private final ReportFiles files = new ReportFiles();
  private final Path folder;

  /** What became of one report: a file, or the reason why there is none. */
  record Line(String tenant, String name, Outcome outcome, String fileOrReason) {}

  /** How it ended. */
  enum Outcome {
    MADE,
    HELD,
    FAILED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private ReportFolder(ScheduledReports reports, Path folder) {
    this.reports = reports;
    this.folder = folder;
  }

  /** Files go below {@code root}, in a folder of the release. */
  static ReportFolder of(Session session, Manifest release, Path root) {
    return new ReportFolder(
        Reports.scheduled(session.installation(), release),
        root.resolve("release-" + release.release()));
  }

  /** Where files go unless somebody says where. */
  static Path usual(Session session, String source) {
    return session.config().directory().resolve("reports").resolve(source);
  }

  ScheduledReports reports() {
    return reports;
  }

  List<ReportRow> rows() {
    return reports.rows();
  }

  /** Makes the files, one after the other; a report that cannot be made stops no other. */
  List<Line> make(List<ReportRow> rows) {
    List<Line> lines = new ArrayList<>();
    for (ReportRow row : rows) {
      lines.add(line(reports.make(row)));
    }
    return lines;
  }

  private Line line(MadeReport made) {
    if (made instanceof MadeReport.Made one) {
      return file(one);
    }
    if (made instanceof MadeReport.Held held) {
      return new Line(
          held.definition().tenant(), held.definition().name(), Outcome.HELD, held.reason());
    }
    MadeReport.Failed broken = (MadeReport.Failed) made;
    return new Line(broken.tenant(), broken.name(), Outcome.FAILED, broken.reason());
  }

  private Line file(MadeReport.Made made) {
    ReportDefinition definition = made.definition();
    try {
      ReportFile file =
          files.make(
              made.report(),
              FileFormat.valueOf(definition.format().toUpperCase(Locale.ROOT)),
              folder.resolve(definition.tenant()));
      return new Line(definition.tenant(), definition.name(), Outcome.MADE, file.path().toString());
    } catch (DaybookException e) {
      if (e.code() != Code.REPORT_FILE_FAILED && e.code() != Code.REPORT_FILE_WRONG) {
        throw e;
      }
      log.error("{}", e.getMessage(), e);
      return new Line(
          definition.tenant(),
          definition.name(),
          Outcome.FAILED,
          e.getMessage().lines().findFirst().orElse(e.code().text()));
    }
  }
}
