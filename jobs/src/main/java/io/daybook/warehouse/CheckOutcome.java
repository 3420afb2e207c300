package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

/**
 * What one check found.
 *
 * @param check its name, {@code mv_daily_metrics.grain}
 * @param blocking whether a finding stops the publication
 * @param findings rows that should not be there
 */
public record CheckOutcome(String check, boolean blocking, long findings) {
  public CheckOutcome {
    requireNonNull(check, "check is null");
  }
}
