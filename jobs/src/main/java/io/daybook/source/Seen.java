package io.daybook.source;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the rows of a source show beside references.
 *
 * @param tables of each table that was looked at, how many rows of a column are so
 * @param zones what the tenants' zones say, in words; empty where nobody looked
 * @param hasZones whether the column of the tenants' zones holds one, or nobody knows
 * @param shortfalls what was not looked at, by table, in words
 */
record Seen(
    Map<String, Map<Oddity, Map<String, Long>>> tables,
    String zones,
    boolean hasZones,
    Map<String, Set<String>> shortfalls) {
  /** Of a source at whose rows nobody has looked. */
  static final Seen NOTHING = new Seen(Map.of(), "", true, Map.of());

  /** What a value may be that a night cannot carry as it is, or a row be without. */
  enum Oddity {
    /** No value where the tenant of a row should be told. */
    MISSING,
    INFINITE,
    NAN,
    /** A day before the year 1 or after 9999. */
    OUTSIDE
  }

  Seen {
    tables = Map.copyOf(tables);
    requireNonNull(zones, "zones is null");
    shortfalls = Map.copyOf(shortfalls);
  }

  /** What was not looked at in a table. */
  Set<String> shortfalls(String table) {
    return shortfalls.getOrDefault(table, Set.of());
  }

  /** The columns of a table with such values, and how many. */
  Map<String, Long> of(String table, Oddity oddity) {
    return new TreeMap<>(tables.getOrDefault(table, Map.of()).getOrDefault(oddity, Map.of()));
  }

  /** How many rows of a column are so; nothing where none is. */
  Optional<Long> of(String table, Oddity oddity, String column) {
    return Optional.ofNullable(of(table, oddity).get(column));
  }
}
