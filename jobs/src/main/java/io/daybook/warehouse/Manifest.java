package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that one release is; {@link ManifestJson} says how it may grow.
 *
 * @param release number of the release, counted from 1 without gaps
 * @param base the release that was current when the run began; empty for the first
 * @param source name of the source
 * @param run id of the run that made it
 * @param daybook version of the program
 * @param engine name of the engine that built it
 * @param asOf the instant the source is shown at: when its snapshot was taken
 * @param publishedAt when it was published
 * @param rollbackOf the release that was built and whose content this one shows again; empty when
 *     this one was built itself
 * @param snapshot where in the source's history the snapshot lies
 * @param datasets raw tables, facts, marts and recorded datasets
 * @param checks what was checked, and the outcome
 * @param database the DuckDB file for analysts
 */
public record Manifest(
    long release,
    OptionalLong base,
    String source,
    String run,
    String daybook,
    String engine,
    Instant asOf,
    Instant publishedAt,
    OptionalLong rollbackOf,
    SourceSnapshot snapshot,
    List<Dataset> datasets,
    List<CheckOutcome> checks,
    DataFile database) {
  public Manifest {
    requireNonNull(base, "base is null");
    requireNonNull(source, "source is null");
    requireNonNull(run, "run is null");
    requireNonNull(daybook, "daybook is null");
    requireNonNull(engine, "engine is null");
    requireNonNull(asOf, "asOf is null");
    requireNonNull(publishedAt, "publishedAt is null");
    requireNonNull(rollbackOf, "rollbackOf is null");
    requireNonNull(snapshot, "snapshot is null");
    datasets = List.copyOf(datasets);
    checks = List.copyOf(checks);
    requireNonNull(database, "database is null");
  }

  /**
   * The edition of the tz database that the release's local days were made with, {@code 2026f}: the
   * definition of the dataset that they come from. Empty where no local day is.
   */
  public Optional<String> zoneRules() {
    return dataset("facts.zone_offsets").map(Dataset::definition);
  }

  /** The dataset of this name, {@code facts.orders} for instance. */
  public Optional<Dataset> dataset(String name) {
    return datasets.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
  }
}
