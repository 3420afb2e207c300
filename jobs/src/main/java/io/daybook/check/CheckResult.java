package io.daybook.check;

import static java.util.Objects.requireNonNull;

import io.daybook.warehouse.CheckOutcome;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one check found.
 *
 * @param check what was checked
 * @param findings how many rows it found
 * @param sample keys of the first of them, {@code organization_id=4f1c day=2026-03-28}, where they
 *     were looked for; never another value of a row
 * @param byDataset how many of them count for each dataset that the check looks at
 */
public record CheckResult(
    Check check, long findings, List<String> sample, Map<String, Long> byDataset) {
  public CheckResult {
    requireNonNull(check, "check is null");
    sample = List.copyOf(sample);
    byDataset = Collections.unmodifiableSortedMap(new TreeMap<>(byDataset));
  }

  /** Findings that count for each dataset that the check looks at. */
  public CheckResult(Check check, long findings, List<String> sample) {
    this(check, findings, sample, check.looksAt().each(findings));
  }

  /** The same, whose findings are these datasets'. */
  CheckResult about(Map<String, Long> datasets) {
    return new CheckResult(check, findings, sample, datasets);
  }

  /** The part that a manifest keeps. */
  public CheckOutcome outcome() {
    return new CheckOutcome(check.name(), check.blocking(), findings);
  }

  /** Whether the publication must stop. */
  boolean stops() {
    return check.blocking() && findings > 0;
  }

  /** The keys, one a line, and that there are more. */
  String sampleText() {
    String more = findings > sample.size() ? "\nsample of " + sample.size() : "";
    return String.join("\n", sample) + more;
  }

  /** {@code 3 rows}. */
  String rows() {
    return findings == 1 ? "1 row" : "%,d rows".formatted(findings);
  }
}
