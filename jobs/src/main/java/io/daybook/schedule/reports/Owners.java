package io.daybook.schedule.reports;

import io.daybook.delivery.BookContents;
import io.daybook.digest.Sha256;
import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.Asked;
import java.util.List;

/** Tells who answers for a report what is wrong with it. */
final class Owners {
  private static final String MISSING = "No report";
  private static final String REMARK = "About your report";

  private final ReportSetup setup;
  private final ReleaseReports reports;
  private final Asked asked;
  private final Runnable ensureHeld;

  /**
   * Those of one report.
   *
   * @param ensureHeld throws when another process tells them now
   */
  Owners(ReportSetup setup, ReleaseReports reports, Asked asked, Runnable ensureHeld) {
    this.setup = setup;
    this.reports = reports;
    this.asked = asked;
    this.ensureHeld = ensureHeld;
  }

  /**
   * There is no report now; once for each occasion.
   *
   * @param occasion which notice of this report it is
   */
  void missing(String occasion, String happened, String reason, String next) {
    record(occasion, MISSING, happened, reason, next);
  }

  /** The author's own rule or clock cannot be meant; once for each that is written. */
  void remarks() {
    for (String remark : asked.remarks()) {
      record(
          "remark " + Sha256.version(remark),
          REMARK,
          "When this report leaves is not what its author has written.",
          remark,
          "Please mend it where you scheduled it. You hear of it again when it is another.");
    }
  }

  /** Some recipients may see nothing of it; once for each set of them. */
  void unentitled(List<String> readers) {
    if (!readers.isEmpty()) {
      String text = String.join("; ", readers);
      record(
          "unentitled " + Sha256.version(text),
          REMARK,
          "Some of the people whom this report names do not get it.",
          text,
          "Please leave them out, or ask for another role for them. You hear of it again when it is"
              + " about others.");
    }
  }

  private void record(
      String occasion, String subject, String happened, String reason, String next) {
    String source = reports.release().source();
    OwnerNotice notice =
        new OwnerNotice(
            source,
            reports.audience().organisations().name(asked.tenant()),
            asked,
            reports.release().release(),
            occasion,
            subject,
            happened,
            reason,
            next);
    BookContents contents = new BookContents(setup.warehouses().apply(source));
    for (String owner : reports.audience().people().owners(asked.tenant(), asked.author())) {
      ensureHeld.run();
      setup.deliveries().record(notice.to(owner), contents);
    }
  }
}
