package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** What was found, by check; outcomes of one name add up. */
  public static Map<String, Long> findings(List<CheckOutcome> outcomes) {
    Map<String, Long> findings = new LinkedHashMap<>();
    outcomes.forEach(each -> findings.merge(each.check(), each.findings(), Long::sum));
    return findings;
  }

  /** What checks came to, none of them a stopper, in a line. */
  public static String summary(List<CheckOutcome> outcomes) {
    long blocking = outcomes.stream().filter(CheckOutcome::blocking).count();
    long found = outcomes.stream().filter(each -> each.findings() > 0).count();
    return "%,d checks that can stop a release hold; %,d of %,d that only count found something"
        .formatted(blocking, found, outcomes.size() - blocking);
  }
}
