package io.daybook.operate;

import static java.util.Objects.requireNonNull;

import io.daybook.check.CheckChanges;
import io.daybook.check.ReadingChecks;
import io.daybook.check.Relations;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.SourceSnapshot.TableSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an operator wants to know of a release.
 *
 * @param asOf when its snapshot was taken
 * @param zoneRules edition of the tz database that local days were made with
 * @param rows that were read from the source
 * @param quarantined rows that were left out
 * @param lost values that are read, and NULL because they cannot be carried
 * @param losses checks that count values and rows that are missing
 * @param unparsed texts that did not parse and are NULL
 * @param checks that were made
 * @param warnings checks that found something and do not block
 * @param strangers rows that name another tenant's row
 * @param changes the checks that found something, beside what they found a day before
 */
public record ReleaseFigures(
    long release,
    Instant asOf,
    Instant publishedAt,
    Optional<String> zoneRules,
    long rows,
    long quarantined,
    long lost,
    List<CheckOutcome> losses,
    long unparsed,
    long checks,
    long warnings,
    long strangers,
    CheckChanges changes) {
  private static final String UNPARSED = ".unparsed";

  public ReleaseFigures {
    requireNonNull(asOf, "asOf is null");
    requireNonNull(publishedAt, "publishedAt is null");
    requireNonNull(zoneRules, "zoneRules is null");
    requireNonNull(changes, "changes is null");
    losses = List.copyOf(losses);
  }

  /**
   * The figures of a release.
   *
   * @param before the release that its checks are compared with; empty where there is none
   */
  static ReleaseFigures of(Manifest manifest, Optional<Manifest> before) {
    return new ReleaseFigures(
        manifest.release(),
        manifest.asOf(),
        manifest.publishedAt(),
        manifest.zoneRules(),
        manifest.snapshot().tables().stream().mapToLong(TableSnapshot::rows).sum(),
        manifest.snapshot().tables().stream().mapToLong(TableSnapshot::quarantined).sum(),
        manifest.checks().stream()
            .filter(check -> ReadingChecks.isLost(check.check()))
            .mapToLong(CheckOutcome::findings)
            .sum(),
        manifest.checks().stream()
            .filter(
                check ->
                    ReadingChecks.isLost(check.check()) || ReadingChecks.isLeftOut(check.check()))
            .filter(check -> check.findings() > 0)
            .toList(),
        manifest.checks().stream()
            .filter(check -> check.check().endsWith(UNPARSED))
            .mapToLong(CheckOutcome::findings)
            .sum(),
        manifest.checks().size(),
        manifest.checks().stream().filter(check -> check.findings() > 0).count(),
        Relations.crossTenant(manifest.checks()),
        CheckChanges.between(
            manifest.source(),
            manifest.release(),
            manifest.checks(),
            before.map(Manifest::checks).orElse(List.of())));
  }
}
