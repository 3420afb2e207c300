package io.daybook.check;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.warehouse.CheckOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What the checks found.
 *
 * @param results one a check, in the order of the checks
 */
public record CheckReport(List<CheckResult> results) {
  public CheckReport {
    results = List.copyOf(results);
  }

  /** This, and what other checks found. */
  public CheckReport and(List<CheckResult> more) {
    List<CheckResult> all = new ArrayList<>(results);
    all.addAll(more);
    return new CheckReport(all);
  }

  /** What a manifest keeps of it. */
  public List<CheckOutcome> outcomes() {
    return results.stream().map(CheckResult::outcome).toList();
  }

  /** The findings that stop the publication, in the order of the checks. */
  public List<CheckResult> blocking() {
    return results.stream().filter(CheckResult::stops).toList();
  }

  /**
   * Ends a run that must not be published.
   *
   * @param source whose release it would be
   * @param release its number
   * @param state what readers see now
   * @throws io.daybook.fault.DaybookException CHECK_BLOCKED when a blocking check found something
   */
  public void throwIfBlocked(String source, long release, String state) {
    List<CheckResult> blocking = blocking();
    if (blocking.isEmpty()) {
      return;
    }
    CheckResult first = blocking.get(0);
    String reason =
        blocking.size() == 1
            ? "check " + first.check().name() + " found " + first.rows()
            : blocking.size() + " checks found rows that must not be there";
    DaybookException.Builder failure =
        DaybookException.of(
            Code.CHECK_BLOCKED,
            "Cannot publish release %d of %s: %s".formatted(release, source, reason));
    for (CheckResult each : blocking) {
      if (blocking.size() > 1) {
        failure.line("check", each.check().name() + " found " + each.rows());
      }
      failure.line("means", each.check().description()).line("rows", each.sampleText());
    }
    throw failure
        .state(state)
        .next(
            "daybook check show %s --source %s prints what it asks; mend the source or the model, then: daybook run %s"
                .formatted(first.check().name(), source, source))
        .build();
  }
}
