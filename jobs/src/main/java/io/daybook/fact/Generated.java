package io.daybook.fact;

import io.daybook.schema.Schema;
import io.daybook.source.ExchangeRates;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A dataset among the facts whose rows do not come of the source: the rules of time zones, what an
 * operator wrote, and what the definitions say of each other.
 *
 * @param name its name within {@code facts}
 * @param description what a row is
 * @param grain columns that tell rows apart
 * @param schema its columns
 * @param version what it is made from: version of the tz database, or a hash; from the same a
 *     program makes the same rows, and a release takes them from the one before
 * @param rows makes them, by the grain; values are as their columns' types
 */
public record Generated(
    String name,
    String description,
    List<String> grain,
    Schema schema,
    String version,
    Supplier<List<List<Object>>> rows) {
  /** Name of what every dataset of a source is made of. */
  public static final String LINEAGE = "lineage";

  /** Names of all that may be made so. */
  public static final Set<String> NAMES =
      Set.of(ZoneOffsets.NAME, WallOffsets.NAME, WrittenRates.NAME, LINEAGE);

  /** Names of those that a source has, and that no fact of it can have. */
  static Set<String> names(SourceModel model) {
    Set<String> names = new TreeSet<>(Set.of(ZoneOffsets.NAME, LINEAGE));
    if (hasTenantsClocks(model)) {
      names.add(WallOffsets.NAME);
    }
    written(model).ifPresent(rates -> names.add(WrittenRates.NAME));
    return names;
  }

  /** Those that the facts of a source read. What is made of them is told when all is read. */
  public static List<Generated> of(SourceModel model) {
    ZoneOffsets zones = ZoneOffsets.inForce();
    List<Generated> all = new ArrayList<>();
    all.add(
        new Generated(
            ZoneOffsets.NAME,
            ZoneOffsets.description(),
            ZoneOffsets.grain(),
            ZoneOffsets.schema(),
            zones.version(),
            zones::rows));
    if (hasTenantsClocks(model)) {
      all.add(
          new Generated(
              WallOffsets.NAME,
              "One row per zone and range of times on its clocks with one UTC offset",
              List.of("zone", "from_wall"),
              WallOffsets.schema(),
              zones.version(),
              () -> WallOffsets.rows(zones.zones())));
    }
    written(model).ifPresent(file -> all.add(WrittenRates.of(file)));
    return List.copyOf(all);
  }

  private static Optional<ExchangeRates.OfFile> written(SourceModel model) {
    return model
        .rates()
        .filter(ExchangeRates.OfFile.class::isInstance)
        .map(ExchangeRates.OfFile.class::cast);
  }

  private static boolean hasTenantsClocks(SourceModel model) {
    return model.tables().values().stream()
        .flatMap(table -> table.columns().stream())
        .map(SourceColumn::clock)
        .anyMatch(clock -> clock.isTenants());
  }

  /** Name with its layer: {@code facts.zone_offsets}. */
  public String dataset() {
    return "facts." + name;
  }
}
