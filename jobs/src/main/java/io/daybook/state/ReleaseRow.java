package io.daybook.state;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * What a release's manifest says, in short.
 *
 * @param run id of the run that made it
 * @param asOf when the snapshot of the source was taken
 * @param rollbackOf the release whose content this one shows again; empty when it was built
 */
public record ReleaseRow(
    String source,
    long release,
    String run,
    Instant asOf,
    Instant publishedAt,
    OptionalLong rollbackOf) {
  public ReleaseRow {
    requireNonNull(source, "source is null");
    requireNonNull(run, "run is null");
    requireNonNull(asOf, "asOf is null");
    requireNonNull(publishedAt, "publishedAt is null");
    requireNonNull(rollbackOf, "rollbackOf is null");
  }
}
