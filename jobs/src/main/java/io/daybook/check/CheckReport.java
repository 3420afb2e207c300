package io.daybook.check;

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
  }

  public CheckReport {
    outcomes = List.copyOf(outcomes);
    samples = List.copyOf(samples);
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
    throw new UnsupportedOperationException();
  }
}
