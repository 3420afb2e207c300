package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Recipients;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Note;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Report;
import io.daybook.report.scheduled.MadeReport.Made;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A report for one period, and who gets it.
 *
 * @param lateFor when it was due, where readers are told that it came late
 * @param folder that gets it, too; each tenant has one of its own in there
 */
record Issue(Made made, Optional<Instant> lateFor, Recipients recipients, Optional<String> folder) {
  /** From here on the reader is told that it is late. */
  private static final Duration LATE = Duration.ofHours(1);

  Issue {
    requireNonNull(made, "made is null");
    requireNonNull(lateFor, "lateFor is null");
    requireNonNull(recipients, "recipients is null");
    requireNonNull(folder, "folder is null");
  }

  /** When it was due, if it is made so late that its readers are told. */
  static Optional<Instant> lateFor(Instant dueAt, Instant now) {
    return Optional.of(dueAt).filter(due -> now.isAfter(due.plus(LATE)));
  }

  /** The same for the same recipients, made from another release. */
  Issue as(Made other, Optional<Instant> otherLateFor) {
    return new Issue(other, otherLateFor, recipients, folder);
  }

  String source() {
    return made.report().provenance().source();
  }

  String tenant() {
    return made.definition().tenant();
  }

  String id() {
    return made.definition().id();
  }

  long release() {
    return made.report().provenance().release();
  }

  /** As its readers get it. */
  Report report() {
    Report report = made.report();
    return lateFor
        .map(
            due ->
                report.withNote(
                    new Note(
                        Note.Kind.LATE,
                        report.formats().say(Phrase.LATE)
                            + " "
                            + report.formats().moment(due)
                            + " "
                            + report.tenant().zone())))
        .orElse(report);
  }

  /** Which time of the report it is: the period, whenever it is made. */
  String occurrence() {
    return occurrence(made.report().period());
  }

  static String occurrence(DateSpan period) {
    return period.days() == 1 ? period.from().toString() : period.from() + "_" + period.last();
  }
}
