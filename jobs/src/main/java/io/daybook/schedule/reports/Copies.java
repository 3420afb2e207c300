package io.daybook.schedule.reports;

import io.daybook.report.issue.Asked;
import io.daybook.report.issue.Issuable;
import io.daybook.report.issue.Made;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One report as its readers get it: a copy for all who may see the same of it.
 *
 * @param all the copies, all of one period; none where the report could not be made
 * @param instead why it could not
 */
record Copies(List<Copy> all, Optional<Made> instead) {
  /** One content, and where it goes. */
  record Copy(Issuable issuable, Readers.Share share) {}

  Copies {
    all = List.copyOf(all);
  }

  /** Makes them for a day of the tenant. */
  static Copies make(Asked asked, List<Readers.Share> shares, LocalDate businessDate) {
    List<Copy> copies = new ArrayList<>();
    for (Readers.Share share : shares) {
      Made made = asked.make(share.scope(), businessDate);
      if (!(made instanceof Made.Ready ready)) {
        return new Copies(List.of(), Optional.of(made));
      }
      Issuable issuable =
          new Issuable(asked.id(), asked.tenant(), asked.title(), asked.format(), ready.content());
      copies.add(new Copy(issuable, share));
    }
    return new Copies(copies, Optional.empty());
  }
}
