package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Recipients;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.scheduled.MadeReport;
import io.daybook.report.scheduled.MadeReport.Made;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.report.scheduled.ScheduledReports;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issues reports at a person's word: each for the last period that a release covers. A period that
 * was issued on schedule is not issued again, and the other way round.
 */
public final class ReportsNow {
  private static final Logger log = LoggerFactory.getLogger(ReportsNow.class);

  private final Issuer issuer;

  /** What became of one report: its messages, or the reason why there are none. */
  public record Line(
      String tenant, String report, String name, What what, int recorded, String detail) {}

  /** How it ended. */
  public enum What {
    ISSUED,
    HELD,
    FAILED;

    /** As people read it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reports of any source. */
  public ReportsNow(ReportSetup setup) {
    this.issuer = new Issuer(requireNonNull(setup, "setup is null"));
  }

  /**
   * Issues these rows, one after the other; one that cannot be made stops no other.
   *
   * @param folder below the configured one that gets every report, too
   */
  public List<Line> issue(ScheduledReports reports, List<ReportRow> rows, Optional<String> folder) {
    List<Line> lines = new ArrayList<>();
    for (ReportRow row : rows) {
      MadeReport made = reports.make(row);
      if (made instanceof Made one) {
        lines.add(
            issue(
                row,
                new Issue(one, Optional.empty(), reports.recipients(one.definition()), folder)));
      } else if (made instanceof MadeReport.Held held) {
        lines.add(line(row, What.HELD, 0, held.reason()));
      } else {
        lines.add(line(row, What.FAILED, 0, ((MadeReport.Failed) made).reason()));
      }
    }
    return lines;
  }

  private Line issue(ReportRow row, Issue issue) {
    try {
      Issuer.Issued issued =
          issuer.issue(
              issue,
              other -> again(other, row, issue),
              "now-" + Long.toHexString(ProcessHandle.current().pid()),
              () -> {});
      return line(row, What.ISSUED, issued.recorded(), detail(issued, issue.recipients()));
    } catch (DaybookException e) {
      if (e.code() != Code.REPORT_FILE_FAILED && e.code() != Code.REPORT_FILE_WRONG) {
        throw e;
      }
      log.error("{}", e.getMessage(), e);
      return line(row, What.FAILED, 0, e.getMessage().lines().findFirst().orElse(e.code().text()));
    }
  }

  private static MadeReport again(ScheduledReports reports, ReportRow row, Issue issue) {
    ReportRow then = reports.row(row.id()).orElse(row);
    return then instanceof ReportRow.Valid valid
        ? reports.make(valid.definition(), issue.made().report().period().until())
        : reports.make(then);
  }

  private static String detail(Issuer.Issued issued, Recipients recipients) {
    int before = issued.recipients() - issued.recorded();
    return "%s to %d%s%s"
        .formatted(
            issued.file(),
            issued.recorded(),
            before == 0 ? "" : ", recorded before: " + before,
            recipients.leftOut().isEmpty()
                ? ""
                : ", left out: " + String.join("; ", recipients.leftOut()));
  }

  private static Line line(ReportRow row, What what, int recorded, String detail) {
    return new Line(row.tenant(), row.id(), row.name(), what, recorded, detail);
  }
}
