package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.report.issue.Issuable;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Note;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A report for one period, and who gets what of it.
 *
 * @param copies at least one; all are of the same period and release
 * @param lateFor when it was due, where readers are told that it came late
 */
record Issue(List<Copies.Copy> copies, Optional<Instant> lateFor) {
  /** From here on the reader is told that it is late. */
  private static final Duration LATE = Duration.ofHours(1);

  Issue {
    copies = List.copyOf(copies);
    requireNonNull(lateFor, "lateFor is null");
    if (copies.isEmpty()) {
      throw new IllegalArgumentException("Invalid issue: nobody gets it");
    }
  }

  /** When it was due, if it is made so late that its readers are told. */
  static Optional<Instant> lateFor(Instant dueAt, Instant now) {
    return Optional.of(dueAt).filter(due -> now.isAfter(due.plus(LATE)));
  }

  /** The same with this word on lateness. */
  Issue lateFor(Optional<Instant> other) {
    return new Issue(copies, other);
  }

  private Issuable first() {
    return copies.get(0).issuable();
  }

  String source() {
    return first().content().provenance().source();
  }

  String tenant() {
    return first().tenant();
  }

  String id() {
    return first().id();
  }

  DateSpan period() {
    return first().content().period();
  }

  /** The period in the readers' words. */
  String periodText() {
    return first().content().formats().span(period());
  }

  long release() {
    return first().content().provenance().release();
  }

  /** A copy as its readers get it. */
  Report report(Copies.Copy copy) {
    Report report = copy.issuable().content();
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
    DateSpan period = period();
    return period.days() == 1 ? period.from().toString() : period.from() + "_" + period.last();
  }
}
