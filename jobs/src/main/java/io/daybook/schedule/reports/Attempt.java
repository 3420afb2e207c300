package io.daybook.schedule.reports;

import io.daybook.audience.Recipients;
import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.Asked;
import io.daybook.report.issue.Made;
import io.daybook.schedule.Occurrence;
import io.daybook.schedule.OccurrenceClaim;
import io.daybook.schedule.Occurrences;
import io.daybook.schedule.Outcome;
import java.time.LocalDate;
import java.util.Optional;

/** One attempt at one report that is due, from one release. */
final class Attempt {
  private final ReportSetup setup;
  private final Occurrences occurrences;
  private final Maker maker;
  private final OccurrenceClaim claim;
  private final ReleaseReports reports;
  private final Asked asked;
  private final Owners owners;

  Attempt(
      ReportSetup setup,
      Occurrences occurrences,
      Maker maker,
      OccurrenceClaim claim,
      ReleaseReports reports,
      Asked asked) {
    this.setup = setup;
    this.occurrences = occurrences;
    this.maker = maker;
    this.claim = claim;
    this.reports = reports;
    this.asked = asked;
    this.owners = new Owners(setup, reports, asked, claim::ensureHeld);
  }

  Outcome run() {
    owners.remarks();
    Recipients recipients =
        reports.audience().people().recipients(asked.tenant(), asked.addressees(), asked.author());
    Optional<String> folder =
        Optional.ofNullable(claim.schedule().parameters().get(ReportsKind.FOLDER));
    Readers readers = Readers.of(asked, recipients, folder);
    Copies copies = Copies.make(asked, readers.shares(), day());
    if (copies.instead().isPresent()) {
      return instead(copies.instead().get());
    }
    if (copies.all().isEmpty()) {
      return nobody(readers);
    }
    owners.unentitled(readers.unentitled());
    return issue(copies, readers);
  }

  /** The tenant's day on which it was due: the report's own clock may be another's. */
  private LocalDate day() {
    return reports
        .audience()
        .organisations()
        .of(asked.tenant())
        .map(tenant -> LocalDate.ofInstant(claim.occurrence().dueAt(), tenant.zone()))
        .orElseGet(() -> claim.occurrence().businessDate());
  }

  /** What it says of itself comes first: a report that cannot be made has nobody either. */
  private Outcome nobody(Readers readers) {
    Made made = asked.make(asked.whole(), day());
    if (!(made instanceof Made.Ready)) {
      return instead(made);
    }
    return invalid(
        "nobody is left who gets it: "
            + (readers.without().isEmpty()
                ? "it names no recipient"
                : String.join("; ", readers.without())),
        "it has no recipient");
  }

  private Outcome instead(Made made) {
    if (made instanceof Made.Held held) {
      return held.until().isPresent()
          ? hold(held.reason())
          : invalid(held.reason(), "the settings of its organisation or its author are not valid");
    }
    return invalid(((Made.Failed) made).reason(), "its definition is not valid");
  }

  private Outcome issue(Copies copies, Readers readers) {
    Occurrence occurrence = claim.occurrence();
    Issue issue =
        new Issue(copies.all(), Issue.lateFor(occurrence.dueAt(), setup.clock().instant()));
    try {
      Issuer.Issued issued =
          new Issuer(setup)
              .issue(
                  issue,
                  other -> again(other, readers),
                  "occurrence-" + occurrence.id(),
                  claim::ensureHeld);
      setup.reached().accept("settling");
      return Outcome.done(
          "%s from release %d, %d of %d messages new, %d recipients left out"
              .formatted(
                  issue.occurrence(),
                  issued.release(),
                  issued.recorded(),
                  issued.recipients(),
                  readers.without().size()));
    } catch (DaybookException e) {
      if (e.code() == Code.REPORT_FILE_FAILED || e.code() == Code.REPORT_FILE_WRONG) {
        owners.missing(
            issue.occurrence() + " failed",
            "The report for %s is not there.".formatted(issue.periodText()),
            "its file could not be made, or did not say what it should; you did nothing wrong",
            "The operator knows. Nothing has to be done.");
      }
      throw e;
    }
  }

  /** The same from another release, for the same readers. */
  private Optional<Issue> again(ReleaseReports other, Readers readers) {
    return maker
        .asked(other, claim.schedule().parameters())
        .map(then -> Copies.make(then, readers.shares(), day()))
        .filter(copies -> copies.instead().isEmpty())
        .map(copies -> new Issue(copies.all(), Optional.empty()));
  }

  private Outcome hold(String reason) {
    Occurrence occurrence = claim.occurrence();
    if (setup.clock().instant().isAfter(occurrence.dueAt().plus(claim.schedule().deadline()))) {
      owners.missing(
          occurrence.businessDate() + " held",
          "The report that was due on %s is not there yet.".formatted(occurrence.businessDate()),
          "the data for its period has not been read yet",
          "It is sent as soon as the data is there. The operator knows.");
    }
    return Outcome.held(IssueWork.LOOK_AGAIN, reason);
  }

  /**
   * Cannot be made before somebody changes something.
   *
   * @param reason for the owner
   * @param what for the operator, who may not see the tenant's own words
   */
  private Outcome invalid(String reason, String what) {
    Occurrence occurrence = claim.occurrence();
    String note =
        "%s [%s]; %s says why"
            .formatted(what, Sha256.version(reason), maker.listing(claim.schedule().source()));
    return new LastingFault(occurrences, occurrence)
        .outcome(
            note,
            () ->
                owners.missing(
                    occurrence.businessDate() + " invalid",
                    "The report that was due on %s cannot be made."
                        .formatted(occurrence.businessDate()),
                    reason,
                    "Please mend it where you made it. It is tried again whenever it is due; you"
                        + " hear of it again when the reason is another."));
  }
}
