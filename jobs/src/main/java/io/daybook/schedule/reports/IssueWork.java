package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.Asked;
import io.daybook.schedule.OccurrenceClaim;
import io.daybook.schedule.Occurrences;
import io.daybook.schedule.Outcome;
import io.daybook.schedule.Work;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Issues the report of an occurrence, of whatever kind it is: for the period that belongs to the
 * tenant's day on which it was due, however late it runs. It waits for a release that covers the
 * period. Each recipient gets what its role may see of it. What cannot be made is told to who
 * answers for the report and to the operator, once, until the reason is another.
 */
public final class IssueWork implements Work {
  /** A night may be under way. */
  static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

  private final ReportSetup setup;
  private final Occurrences occurrences;
  private final Maker maker;

  private IssueWork(ReportSetup setup, Occurrences occurrences, Maker maker) {
    this.setup = requireNonNull(setup, "setup is null");
    this.occurrences = requireNonNull(occurrences, "occurrences is null");
    this.maker = maker;
  }

  /** The work of each kind of report, by the name of the kind. */
  public static Map<String, Work> all(ReportSetup setup, Occurrences occurrences) {
    return Maker.KINDS.entrySet().stream()
        .collect(
            toMap(Map.Entry::getKey, kind -> new IssueWork(setup, occurrences, kind.getValue())));
  }

  @Override
  public Outcome run(OccurrenceClaim claim) {
    String source = claim.schedule().source();
    Optional<ReleaseReports> newest = setup.reports().newest(source);
    if (newest.isEmpty()) {
      return Outcome.held(LOOK_AGAIN, "there is no release yet");
    }
    ReleaseReports reports = newest.orElseThrow();
    Optional<Asked> asked = maker.asked(reports, claim.schedule().parameters());
    if (asked.isEmpty()) {
      return maker.isMissedWhereAbsent()
          ? new LastingFault(occurrences, claim.occurrence())
              .outcome(
                  "the source has no such report any more: remove the schedule's file, or name"
                      + " one of "
                      + maker.listing(source),
                  () -> {})
          : Outcome.done("nobody asks for it any more");
    }
    if (!reports.audience().organisations().isLive(asked.get().tenant())) {
      return Outcome.done("its organisation is deleted, suspended or not in the release");
    }
    return new Attempt(setup, occurrences, maker, claim, reports, asked.get()).run();
  }
}
