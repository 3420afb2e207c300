package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.report.layout.DateSpan;
import io.daybook.report.scheduled.MadeReport.Made;
import io.daybook.report.scheduled.Recipients;
import java.util.Optional;

/**
 * A report for one period, and who gets it.
 *
 * @param folder that gets it, too; its own folder of the tenant is in there
 */
record Issue(Made made, Recipients recipients, Optional<String> folder) {
  Issue {
    requireNonNull(made, "made is null");
    requireNonNull(recipients, "recipients is null");
    requireNonNull(folder, "folder is null");
  }

  String source() {
    return made.report().provenance().source();
  }

  String tenant() {
    return made.definition().tenant();
  }

  /** Which time of the report it is: the period, whenever it is made. */
  String occurrence() {
    return occurrence(made.report().period());
  }

  static String occurrence(DateSpan period) {
    return period.days() == 1 ? period.from().toString() : period.from() + "_" + period.last();
  }
}
