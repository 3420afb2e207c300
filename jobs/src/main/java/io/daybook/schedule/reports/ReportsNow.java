package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Recipients;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.Asked;
import io.daybook.report.issue.Made;
import io.daybook.report.scheduled.ReportRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issues reports at a person's word: each for the last period that a release covers. A period that
 * was issued on schedule is not issued again, and the other way round.
 */
public final class ReportsNow {
  private static final Logger log = LoggerFactory.getLogger(ReportsNow.class);

  /** Reports of several sources may be issued at once in one process: each in its own folder. */
  private static final AtomicLong COUNT = new AtomicLong();

  private final Issuer issuer;
  private final String scratch =
      "now-%x-%d".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());

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

  /** Reports of any source; one after the other. */
  public ReportsNow(ReportSetup setup) {
    this.issuer = new Issuer(requireNonNull(setup, "setup is null"));
  }

  /**
   * Issues these rows, one after the other; one that cannot be made stops no other.
   *
   * @param folder below the configured one that gets every report, too
   */
  public List<Line> issue(ReleaseReports reports, List<ReportRow> rows, Optional<String> folder) {
    List<Line> lines = new ArrayList<>();
    for (ReportRow row : rows) {
      Asked asked = reports.scheduled().asked(row.id()).orElseThrow();
      Optional<String> obstacle = reports.audience().organisations().obstacle(row.tenant());
      if (obstacle.isPresent()) {
        lines.add(line(row, What.HELD, 0, obstacle.get()));
      } else {
        lines.add(issue(reports, row, asked, folder));
      }
    }
    return lines;
  }

  private Line issue(ReleaseReports reports, ReportRow row, Asked asked, Optional<String> folder) {
    LocalDate today = reports.today(asked.tenant()).orElseThrow();
    Recipients recipients =
        reports.audience().people().recipients(asked.tenant(), asked.addressees(), asked.author());
    Readers readers = Readers.of(asked, recipients, folder);
    Copies copies = Copies.make(asked, readers.shares(), today);
    if (copies.all().isEmpty()) {
      Made made = copies.instead().orElseGet(() -> asked.make(asked.whole(), today));
      if (made instanceof Made.Held held) {
        return line(row, What.HELD, 0, held.reason());
      }
      return line(
          row,
          What.FAILED,
          0,
          made instanceof Made.Failed failed
              ? failed.reason()
              : "nobody gets it: " + String.join("; ", readers.without()));
    }
    return issue(row, new Issue(copies.all(), Optional.empty()), readers);
  }

  private Line issue(ReportRow row, Issue issue, Readers readers) {
    try {
      Issuer.Issued issued =
          issuer.issue(issue, other -> again(other, row, issue, readers), scratch, () -> {});
      return line(row, What.ISSUED, issued.recorded(), detail(issued, readers));
    } catch (DaybookException e) {
      if (e.code() != Code.REPORT_FILE_FAILED && e.code() != Code.REPORT_FILE_WRONG) {
        throw e;
      }
      log.error("{}", e.getMessage(), e);
      return line(row, What.FAILED, 0, e.getMessage().lines().findFirst().orElse(e.code().text()));
    }
  }

  private static Optional<Issue> again(
      ReleaseReports reports, ReportRow row, Issue issue, Readers readers) {
    return reports
        .scheduled()
        .asked(row.id())
        .map(then -> Copies.make(then, readers.shares(), issue.period().until()))
        .filter(copies -> copies.instead().isEmpty())
        .map(copies -> new Issue(copies.all(), Optional.empty()));
  }

  private static String detail(Issuer.Issued issued, Readers readers) {
    int before = issued.recipients() - issued.recorded();
    return "%s to %d%s%s"
        .formatted(
            issued.file(),
            issued.recorded(),
            before == 0 ? "" : ", recorded before: " + before,
            readers.without().isEmpty()
                ? ""
                : ", left out: " + String.join("; ", readers.without()));
  }

  private static Line line(ReportRow row, What what, int recorded, String detail) {
    return new Line(row.tenant(), row.id(), row.name(), what, recorded, detail);
  }
}
