package io.daybook.report;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.file.ReportFile;
import io.daybook.report.file.ReportFiles;
import io.daybook.report.issue.Asked;
import io.daybook.report.issue.Made;
import io.daybook.report.layout.Report;
import io.daybook.report.scheduled.ReportRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scheduled reports of a release, as files of a folder. Nothing is sent. */
public final class ReportFolder {
  private static final Logger log = LoggerFactory.getLogger(ReportFolder.class);

  private final ReleaseReports reports;
  private final ReportFiles files = new ReportFiles();
  private final Path folder;

  /** What became of one report: a file, or the reason why there is none. */
  public record Line(String tenant, String name, Outcome outcome, String fileOrReason) {}

  /** How it ended. */
  public enum Outcome {
    MADE,
    HELD,
    FAILED;

    /** As people read it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The files of these reports.
   *
   * @param root they go below it, in a folder of the release
   */
  public ReportFolder(ReleaseReports reports, Path root) {
    this.reports = reports;
    this.folder = root.resolve("release-" + reports.release().release());
  }

  /** Makes the files, one after the other; a report that cannot be made stops no other. */
  public List<Line> make(List<ReportRow> rows) {
    List<Line> lines = new ArrayList<>();
    for (ReportRow row : rows) {
      Made made = reports.scheduled().make(row);
      if (made instanceof Made.Ready ready) {
        lines.add(file(reports.scheduled().asked(row.id()).orElseThrow(), ready.content()));
      } else if (made instanceof Made.Held held) {
        lines.add(new Line(row.tenant(), row.name(), Outcome.HELD, held.reason()));
      } else {
        lines.add(
            new Line(row.tenant(), row.name(), Outcome.FAILED, ((Made.Failed) made).reason()));
      }
    }
    return lines;
  }

  private Line file(Asked asked, Report report) {
    try {
      ReportFile file = files.make(report, asked.format(), folder.resolve(asked.tenant()));
      return new Line(asked.tenant(), asked.title(), Outcome.MADE, file.path().toString());
    } catch (DaybookException e) {
      if (e.code() != Code.REPORT_FILE_FAILED && e.code() != Code.REPORT_FILE_WRONG) {
        throw e;
      }
      log.error("{}", e.getMessage(), e);
      return new Line(
          asked.tenant(),
          asked.title(),
          Outcome.FAILED,
          e.getMessage().lines().findFirst().orElse(e.code().text()));
    }
  }
}
