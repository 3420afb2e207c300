package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Asker;
import io.daybook.audience.Recipients;
import io.daybook.calendar.PeriodKind;
import io.daybook.delivery.BookContents;
import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.report.custom.CustomReport;
import io.daybook.report.custom.CustomReports;
import io.daybook.report.custom.MadeCustom;
import io.daybook.report.layout.Report;
import io.daybook.report.scheduled.MadeReport;
import io.daybook.report.scheduled.ReportDefinition;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.schedule.Claim;
import io.daybook.schedule.Outcome;
import io.daybook.schedule.Work;
import io.daybook.warehouse.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Issues a custom report, in the name of who made it, for the periods that end before its business
 * date, however late it runs. It waits for a release that covers them. A user gets it who may see
 * it. What cannot be made is told to who answers for the report, once for each reason, and to the
 * operator.
 */
public final class CustomWork implements Work {
  /** A night may be under way. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

  private final ReportSetup setup;
  private final ReleasedCustomReports customs;
  private final Issuer issuer;

  /**
   * Custom reports of any source.
   *
   * @param loader reads those of a release
   */
  public CustomWork(ReportSetup setup, Function<Manifest, CustomReports> loader) {
    this.setup = requireNonNull(setup, "setup is null");
    this.customs = new ReleasedCustomReports(setup.warehouses(), loader);
    this.issuer = new Issuer(setup);
  }

  /** A report that is due, as a release has it. */
  private record Due(
      Claim claim, ScheduledReports people, CustomReports customs, CustomReport report) {
    String source() {
      return claim.schedule().source();
    }

    String id() {
      return "custom/" + report.id();
    }

    List<String> named(String key) {
      Map<String, String> parameters = claim.schedule().parameters();
      return parameters.containsKey(key) ? parameters.get(key).lines().toList() : List.of();
    }

    MadeCustom make(Asker asker) {
      return customs.make(report, asker, claim.occurrence().businessDate());
    }
  }

  @Override
  public Outcome run(Claim claim) {
    String source = claim.schedule().source();
    Optional<ScheduledReports> newest = setup.reports().newest(source);
    if (newest.isEmpty()) {
      return Outcome.held(LOOK_AGAIN, "there is no release yet");
    }
    ScheduledReports people = newest.orElseThrow();
    CustomReports custom = customs.of(source, people.release().release());
    Optional<CustomReport> report =
        custom.report(claim.schedule().parameters().get(CustomKind.REPORT));
    if (report.isEmpty()) {
      return failed("the source has no such custom report any more");
    }
    if (!people.audience().organisations().isLive(report.orElseThrow().tenant())) {
      return Outcome.done("its organisation is deleted or suspended");
    }
    Due due = new Due(claim, people, custom, report.orElseThrow());
    MadeCustom made = due.customs().make(due.report(), claim.occurrence().businessDate());
    if (made instanceof MadeCustom.Made ready) {
      return issue(due, ready.report());
    } else if (made instanceof MadeCustom.Held held) {
      return held.isForRelease()
          ? Outcome.held(LOOK_AGAIN, held.reason())
          : invalid(due, held.reason());
    }
    return invalid(due, ((MadeCustom.Failed) made).reason());
  }

  private Outcome issue(Due due, Report report) {
    List<String> leftOut = new ArrayList<>();
    ReportDefinition definition = definition(due, report, seeing(due, leftOut));
    Recipients recipients = due.people().recipients(definition);
    leftOut.addAll(recipients.leftOut());
    Issue issue =
        new Issue(
            new MadeReport.Made(definition, report),
            Issue.lateFor(due.claim().occurrence().dueAt(), setup.clock().instant()),
            recipients,
            Optional.ofNullable(due.claim().schedule().parameters().get(CustomKind.FOLDER)));
    if (recipients.addresses().isEmpty() && issue.folder().isEmpty()) {
      return invalid(due, "nobody is left who gets it: " + String.join("; ", leftOut));
    }
    Issuer.Issued issued =
        issuer.issue(
            issue,
            other -> again(due, definition, other.release().release()),
            "occurrence-" + due.claim().occurrence().id(),
            due.claim()::ensureHeld);
    return Outcome.done(
        "%s from release %d, %d of %d messages new, %d recipients left out"
            .formatted(
                issue.occurrence(),
                issued.release(),
                issued.recorded(),
                issued.recipients(),
                leftOut.size()));
  }

  /** The same from another release. */
  private MadeReport again(Due due, ReportDefinition definition, long release) {
    MadeCustom made =
        customs
            .of(due.source(), release)
            .make(due.report(), due.claim().occurrence().businessDate());
    return made instanceof MadeCustom.Made ready
        ? new MadeReport.Made(definition, ready.report())
        : new MadeReport.Failed(
            definition.id(),
            definition.tenant(),
            definition.name(),
            "release " + release + " does not have what it needs");
  }

  private static List<String> seeing(Due due, List<String> leftOut) {
    List<String> seeing = new ArrayList<>();
    for (String user : due.named(CustomKind.USERS)) {
      boolean maySee =
          due.customs()
              .audience()
              .people()
              .user(user)
              .filter(asker -> due.make(asker) instanceof MadeCustom.Made)
              .isPresent();
      if (maySee) {
        seeing.add(user);
      } else {
        leftOut.add("user " + user + " may not see it");
      }
    }
    return seeing;
  }

  /** The schedule's file says what a row of scheduled reports says of its own. */
  private static ReportDefinition definition(Due due, Report report, List<String> users) {
    return new ReportDefinition(
        due.id(),
        due.report().tenant(),
        report.title(),
        PeriodKind.DAY,
        due.claim().schedule().parameters().get(CustomKind.FORMAT),
        report.tenant().zone().getId(),
        List.of(),
        ReportDefinition.Comparison.NONE,
        !report.charts().isEmpty(),
        due.named(CustomKind.EMAILS),
        users);
  }

  /** Cannot be made before somebody changes something. */
  private Outcome invalid(Due due, String reason) {
    String which = "invalid " + Sha256.version(reason);
    OwnerNotice notice =
        new OwnerNotice(
            due.source(),
            due.people().audience().organisations().name(due.report().tenant()),
            new ReportRow.Broken(due.id(), due.report().tenant(), due.report().name(), reason),
            due.people().release().release(),
            which,
            "The report that was due on %s cannot be made."
                .formatted(due.claim().occurrence().businessDate()),
            reason,
            "Please mend it where you put it together. It is tried again when it is due; you hear of"
                + " it again when the reason is another.");
    BookContents contents = new BookContents(setup.warehouses().apply(due.source()));
    for (String owner :
        due.people().audience().people().owners(due.report().tenant(), due.report().creator())) {
      due.claim().ensureHeld();
      setup.deliveries().record(notice.to(owner), contents);
    }
    return failed("its definition, its maker or its recipients do not do [" + which + "]");
  }

  /** For the operator, who may not see the tenant's own words. */
  private static Outcome failed(String what) {
    return Outcome.failed(
        Code.REPORT_INVALID.text(),
        Code.REPORT_INVALID.kind(),
        what + "; daybook report custom says why");
  }
}
