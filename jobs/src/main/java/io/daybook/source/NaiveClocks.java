package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.schema.DataType;
import io.daybook.zone.Zones;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose clocks wrote the timestamps without time zone of one table: {@code naive: utc}, {@code
 * tenant} or a region, of the whole source, and of a table {@code naive: {created_at: tenant}}.
 *
 * <p>Rows of no tenant are of the default zone, as their days are; and where no column says the
 * tenants' zones, theirs are known before a row is read.
 */
final class NaiveClocks {
  static final String KEY = "naive";

  private final YamlMap file;
  private final boolean isGlobal;
  private final Map<String, SourceColumn.Clock> own = new HashMap<>();

  private NaiveClocks(YamlMap file, boolean isGlobal) {
    this.file = file;
    this.isGlobal = isGlobal;
  }

  /** What the source says of all its tables must be understood. */
  static void check(YamlMap file) {
    file.optionalText(KEY)
        .filter(text -> new NaiveClocks(file, false).clock(text).isEmpty())
        .ifPresent(text -> file.problem(KEY, unknown(text)));
  }

  /** Reads what a table says; what is wrong becomes a problem. */
  static NaiveClocks load(YamlMap file, YamlMap table, Catalogue.Table live) {
    boolean isGlobal = table.optionalText("tenant").filter("global"::equals).isPresent();
    NaiveClocks clocks = new NaiveClocks(file, isGlobal);
    YamlMap declared = table.map(KEY);
    for (String column : declared.keys()) {
      Catalogue.Column of = live.columns().get(column);
      Optional<SourceColumn.Clock> clock = clocks.clock(declared.text(column));
      if (of == null) {
        declared.problem(
            column, "no such column" + Problems.didYouMean(column, live.columns().keySet()));
      } else if (!of.type().isNaive()) {
        declared.problem(
            column,
            "is " + of.type() + " in the source; only a timestamp without time zone has a clock");
      } else if (clock.isEmpty()) {
        declared.problem(column, unknown(declared.text(column)));
      } else {
        clocks.own.put(column, clock.get());
      }
    }
    return clocks;
  }

  private static String unknown(String text) {
    return text + " is neither utc nor tenant nor a time zone like Europe/Paris";
  }

  private Optional<SourceColumn.Clock> clock(String text) {
    if (text.equals("utc")) {
      return Optional.of(SourceColumn.Clock.UTC);
    }
    if (!text.equals("tenant")) {
      return region(text);
    }
    return isGlobal || !TenantLoader.hasZones(file)
        ? TenantLoader.defaultZone(file)
            .flatMap(NaiveClocks::region)
            .or(() -> Optional.of(SourceColumn.Clock.UTC))
        : Optional.of(SourceColumn.Clock.TENANT);
  }

  private static Optional<SourceColumn.Clock> region(String text) {
    return Zones.find(text)
        .map(zone -> new SourceColumn.Clock(zone.getId(), Zones.rules(zone.getId())));
  }

  /** Whose clock wrote a column that becomes a value of this type. */
  SourceColumn.Clock of(String column, PgType source, DataType type) {
    if (!source.isNaive() || type.kind() != DataType.Kind.TIMESTAMP) {
      return SourceColumn.Clock.UTC;
    }
    return Optional.ofNullable(own.get(column))
        .or(() -> file.optionalText(KEY).flatMap(this::clock))
        .orElse(SourceColumn.Clock.UTC);
  }
}
