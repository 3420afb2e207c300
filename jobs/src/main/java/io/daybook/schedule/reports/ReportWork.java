package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Recipients;
import io.daybook.delivery.BookContents;
import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.scheduled.MadeReport;
import io.daybook.report.scheduled.MadeReport.Made;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.schedule.Claim;
import io.daybook.schedule.Occurrence;
import io.daybook.schedule.OccurrenceStatus;
import io.daybook.schedule.Occurrences;
import io.daybook.schedule.Outcome;
import io.daybook.schedule.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Issues the report of an occurrence: for the period that belongs to its business date, however
 * late it runs. It waits for a release that covers the period. What cannot be made is told to who
 * answers for the report and to the operator, once, until the reason is another.
 */
public final class ReportWork implements Work {
  /** A night may be under way. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

  /** An occurrence before this one is among so many, skipped ones left out. */
  private static final int LOOKED_AT = 20;

  private final ReportSetup setup;
  private final Occurrences occurrences;
  private final Issuer issuer;

  /** Reports of any source. */
  public ReportWork(ReportSetup setup, Occurrences occurrences) {
    this.setup = requireNonNull(setup, "setup is null");
    this.occurrences = requireNonNull(occurrences, "occurrences is null");
    this.issuer = new Issuer(setup);
  }

  @Override
  public Outcome run(Claim claim) {
    Optional<ScheduledReports> newest = setup.reports().newest(claim.schedule().source());
    if (newest.isEmpty()) {
      return Outcome.held(LOOK_AGAIN, "there is no release yet");
    }
    ScheduledReports reports = newest.orElseThrow();
    Optional<ReportRow> row =
        reports
            .row(claim.schedule().parameters().get(ReportsKind.REPORT))
            .filter(each -> reports.audience().organisations().isLive(each.tenant()));
    if (row.isEmpty()) {
      return Outcome.done("nobody asks for it any more");
    }
    Due due = new Due(claim, reports, row.orElseThrow());
    MadeReport made = make(reports, due);
    if (made instanceof Made ready) {
      return issue(due, ready);
    }
    if (made instanceof MadeReport.Held held) {
      return held.until().isPresent()
          ? hold(due, held.reason())
          : invalid(due, held.reason(), "its organisation's settings do not do");
    }
    return invalid(due, ((MadeReport.Failed) made).reason(), "its definition does not do");
  }

  /** A report that is due, as a release has it. */
  private record Due(Claim claim, ScheduledReports reports, ReportRow row) {
    Occurrence occurrence() {
      return claim.occurrence();
    }

    long release() {
      return reports.release().release();
    }
  }

  private static MadeReport make(ScheduledReports reports, Due due) {
    ReportRow row = reports.row(due.row().id()).orElse(due.row());
    return row instanceof ReportRow.Valid valid
        ? reports.make(valid.definition(), due.occurrence().businessDate())
        : reports.make(row);
  }

  private Outcome issue(Due due, Made made) {
    Recipients recipients = due.reports().recipients(made.definition());
    Issue issue =
        new Issue(
            made,
            Issue.lateFor(due.occurrence().dueAt(), setup.clock().instant()),
            recipients,
            Optional.ofNullable(due.claim().schedule().parameters().get(ReportsKind.FOLDER)));
    if (recipients.addresses().isEmpty() && issue.folder().isEmpty()) {
      return invalid(
          due,
          "nobody is left who gets it: "
              + (recipients.leftOut().isEmpty()
                  ? "it names no recipient"
                  : String.join("; ", recipients.leftOut())),
          "it has no recipient");
    }
    try {
      Issuer.Issued issued =
          issuer.issue(
              issue,
              other -> make(other, due),
              "occurrence-" + due.occurrence().id(),
              due.claim()::ensureHeld);
      setup.reached().accept("settling");
      return Outcome.done(
          "%s from release %d, %d of %d messages new, %d recipients left out"
              .formatted(
                  issue.occurrence(),
                  issued.release(),
                  issued.recorded(),
                  issued.recipients(),
                  recipients.leftOut().size()));
    } catch (DaybookException e) {
      if (e.code() == Code.REPORT_FILE_FAILED || e.code() == Code.REPORT_FILE_WRONG) {
        tell(
            due,
            issue.occurrence() + " failed",
            "The report for %s is not there."
                .formatted(made.report().formats().span(made.report().period())),
            "its file could not be made, or did not say what it should; that is no fault of yours",
            "The operator knows. Nothing has to be done.");
      }
      throw e;
    }
  }

  private Outcome hold(Due due, String reason) {
    Occurrence occurrence = due.occurrence();
    if (setup
        .clock()
        .instant()
        .isAfter(occurrence.dueAt().plus(due.claim().schedule().deadline()))) {
      tell(
          due,
          occurrence.businessDate() + " held",
          "The report that was due on %s is not there yet.".formatted(occurrence.businessDate()),
          "the data for its period has not been read yet",
          "It is sent as soon as the data is there. The operator knows.");
    }
    return Outcome.held(LOOK_AGAIN, reason);
  }

  /**
   * Cannot be made before somebody changes something.
   *
   * @param reason for the owner
   * @param what for the operator, who may not see the tenant's own words
   */
  private Outcome invalid(Due due, String reason, String what) {
    String note = "%s [%s]; daybook report list says why".formatted(what, Sha256.version(reason));
    String code = Code.REPORT_INVALID.text();
    boolean isKnown =
        before(due.occurrence())
            .filter(each -> each.status() == OccurrenceStatus.FAILED)
            .flatMap(Occurrence::note)
            .filter(note::equals)
            .isPresent();
    if (isKnown) {
      return Outcome.failedAsBefore(code, Code.REPORT_INVALID.kind(), note);
    }
    tell(
        due,
        due.occurrence().businessDate() + " invalid",
        "The report that was due on %s cannot be made.".formatted(due.occurrence().businessDate()),
        reason,
        "Please mend it where you scheduled it. It is tried again every day; you hear of it again"
            + " when the reason is another.");
    return Outcome.failed(code, Code.REPORT_INVALID.kind(), note);
  }

  /** The one that was worked on before. */
  private Optional<Occurrence> before(Occurrence occurrence) {
    return occurrences.list(occurrence.schedule(), LOOKED_AT).stream()
        .filter(each -> each.dueAt().isBefore(occurrence.dueAt()))
        .filter(
            each ->
                each.status() == OccurrenceStatus.DONE || each.status() == OccurrenceStatus.FAILED)
        .findFirst();
  }

  private void tell(Due due, String which, String happened, String reason, String next) {
    String source = due.claim().schedule().source();
    OwnerNotice notice =
        new OwnerNotice(
            source,
            due.reports().audience().organisations().name(due.row().tenant()),
            due.row(),
            due.release(),
            which,
            happened,
            reason,
            next);
    BookContents contents = new BookContents(setup.warehouses().apply(source));
    List<String> owners = due.reports().owners(due.row());
    for (String owner : owners) {
      due.claim().ensureHeld();
      setup.deliveries().record(notice.to(owner), contents);
    }
  }
}
