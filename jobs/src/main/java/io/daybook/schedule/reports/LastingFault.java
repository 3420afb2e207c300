package io.daybook.schedule.reports;

import io.daybook.fault.Code;
import io.daybook.schedule.Occurrence;
import io.daybook.schedule.OccurrenceStatus;
import io.daybook.schedule.Occurrences;
import io.daybook.schedule.Outcome;
import java.util.Optional;

/**
 * A report that cannot be made before somebody changes something: people are told when it is due
 * for the first time, and again when the reason is another.
 */
record LastingFault(Occurrences occurrences, Occurrence occurrence) {
  /** An occurrence before this one is among so many, skipped ones left out. */
  private static final int LOOKED_AT = 20;

  /**
   * What becomes of the occurrence.
   *
   * @param reason for the operator; the same words are the same reason
   * @param tell done when the reason is new
   */
  Outcome outcome(String reason, Runnable tell) {
    boolean isKnown =
        before()
            .filter(each -> each.status() == OccurrenceStatus.FAILED)
            .flatMap(Occurrence::note)
            .filter(reason::equals)
            .isPresent();
    Code code = Code.REPORT_INVALID;
    if (isKnown) {
      return Outcome.failedAsBefore(code.text(), code.kind(), reason);
    }
    tell.run();
    return Outcome.failed(code.text(), code.kind(), reason);
  }

  /** The one that was worked on before. */
  private Optional<Occurrence> before() {
    return occurrences.list(occurrence.schedule(), LOOKED_AT).stream()
        .filter(each -> each.dueAt().isBefore(occurrence.dueAt()))
        .filter(
            each ->
                each.status() == OccurrenceStatus.DONE || each.status() == OccurrenceStatus.FAILED)
        .findFirst();
  }
}
