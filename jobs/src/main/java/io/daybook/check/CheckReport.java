package io.daybook.check;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.warehouse.CheckOutcome;
import java.util.List;

/**
 * What the checks found.
 *
 * @param outcomes one a check, in the order of the checks
 * @param samples of the checks that found something, keys of the first rows
 */
public record CheckReport(List<CheckOutcome> outcomes, List<Sample> samples) {
  /**
   * The first findings of a check.
   *
   * @param check what was checked
   * @param findings how many rows it found
   * @param rows keys of some of them, {@code organization_id=4f1c day=2026-03-28}
   */
  public record Sample(Check check, long findings, List<String> rows) {
    public Sample {
      rows = List.copyOf(rows);
    }

    private String text() {
      String more = findings > rows.size() ? "\nsample of " + rows.size() : "";
      return String.join("\n", rows) + more;
    }
  }

  public CheckReport {
    outcomes = List.copyOf(outcomes);
    samples = List.copyOf(samples);
  }

  /** The findings that stop the publication, in the order of the checks. */
  public List<Sample> blocking() {
    return samples.stream().filter(sample -> sample.check().blocking()).toList();
  }

  /**
   * Ends a run that must not be published.
   *
   * @param release what cannot be published, {@code release 7}
   * @param state what readers see now
   * @param next what the operator does next
   * @throws io.daybook.fault.DaybookException CHECK_BLOCKED when a blocking check found something
   */
  public void throwIfBlocked(String release, String state, String next) {
    List<Sample> blocking = blocking();
    if (blocking.isEmpty()) {
      return;
    }
    Sample first = blocking.get(0);
    String reason =
        blocking.size() == 1
            ? "check " + first.check().name() + " found " + rows(first)
            : blocking.size() + " checks found rows that must not be there";
    DaybookException.Builder failure =
        DaybookException.of(Code.CHECK_BLOCKED, "Cannot publish " + release + ": " + reason);
    for (Sample sample : blocking) {
      if (blocking.size() > 1) {
        failure.line("check", sample.check().name() + " found " + rows(sample));
      }
      failure.line("means", sample.check().description()).line("rows", sample.text());
    }
    throw failure.state(state).next(next).build();
  }

  private static String rows(Sample sample) {
    return sample.findings() == 1 ? "1 row" : sample.findings() + " rows";
  }
}
