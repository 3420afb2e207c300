package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Where the numbers come from. The same provenance and definition make the same bytes.
 *
 * @param source whose database it was
 * @param release number of the release
 * @param dataAsOf instant of the release's snapshot
 * @param zoneRules edition of the tz database that local days were made with
 * @param definition version of the report's definition
 * @param build version of Daybook
 */
public record Provenance(
    String source,
    long release,
    Instant dataAsOf,
    Optional<String> zoneRules,
    String definition,
    String build) {
  public Provenance {
    source = OneLine.label("source", source);
    requireNonNull(dataAsOf, "dataAsOf is null");
    zoneRules = zoneRules.map(edition -> OneLine.label("zoneRules", edition));
    definition = OneLine.label("definition", definition);
    build = OneLine.label("build", build);
  }
}
