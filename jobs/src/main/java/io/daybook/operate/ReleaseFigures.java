package io.daybook.operate;

import static java.util.Objects.requireNonNull;

import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.SourceSnapshot.TableSnapshot;
import java.time.Instant;

/**
 * What an operator wants to know of a release.
 *
 * @param asOf when its snapshot was taken
 * @param rows that were read from the source
 * @param quarantined rows that were left out
 * @param unparsed texts that did not parse and are NULL
 * @param checks that were made
 * @param warnings checks that found something and do not block
 */
public record ReleaseFigures(
    long release,
    Instant asOf,
    Instant publishedAt,
    long rows,
    long quarantined,
    long unparsed,
    long checks,
    long warnings) {
  private static final String UNPARSED = ".unparsed";

  public ReleaseFigures {
    requireNonNull(asOf, "asOf is null");
    requireNonNull(publishedAt, "publishedAt is null");
  }

  static ReleaseFigures of(Manifest manifest) {
    return new ReleaseFigures(
        manifest.release(),
        manifest.asOf(),
        manifest.publishedAt(),
        manifest.snapshot().tables().stream().mapToLong(TableSnapshot::rows).sum(),
        manifest.snapshot().tables().stream().mapToLong(TableSnapshot::quarantined).sum(),
        manifest.checks().stream()
            .filter(check -> check.check().endsWith(UNPARSED))
            .mapToLong(CheckOutcome::findings)
            .sum(),
        manifest.checks().size(),
        manifest.checks().stream().filter(check -> check.findings() > 0).count());
  }
}
