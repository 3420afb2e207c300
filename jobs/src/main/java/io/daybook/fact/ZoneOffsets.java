package io.daybook.fact;

import static java.util.Objects.requireNonNull;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.zone.Zones;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The dataset {@code facts.zone_offsets}: for every zone of the tz database the UTC offset of every
 * instant, as half-open ranges. It is the only place where local time comes from, so that all
 * engines and the oracle agree whatever tzdata they carry.
 *
 * <p>Per zone the ranges join up without gap or overlap from year 1 to year 9999; transitions are
 * those from 1900 to 2100. Ranges are also cut at the turn of every UTC year from 2000 to 2050, and
 * {@code utc_year} names the piece, so that a join finds the one or two ranges of an instant by
 * equality instead of trying all of them: {@code utc_year = greatest(1999, least(2050, extract(year
 * from <instant>)))}.
 *
 * @param version version of the tz database that it was made from, {@code 2026f}
 * @param zones rules by zone name
 */
public record ZoneOffsets(String version, SortedMap<String, ZoneRules> zones) {
  /** Name of the dataset within {@code facts}. */
  public static final String NAME = "zone_offsets";

  /** {@code utc_year} of everything before 2000. */
  static final int FIRST_YEAR = 1999;

  /** {@code utc_year} of everything from 2050 on. */
  static final int LAST_YEAR = 2050;

  private static final Instant FAR_PAST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant FIRST_TRANSITION = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LAST_TRANSITION = Instant.parse("2100-01-01T00:00:00Z");
  private static final Instant FAR_FUTURE = Instant.parse("9999-12-31T00:00:00Z");

  public ZoneOffsets {
    requireNonNull(version, "version is null");
    zones = Collections.unmodifiableSortedMap(new TreeMap<>(zones));
  }

  /** Those of the rules that this process goes by. */
  public static ZoneOffsets inForce() {
    SortedMap<String, ZoneRules> zones = new TreeMap<>();
    Zones.names().forEach(zone -> zones.put(zone, Zones.rules(zone)));
    return new ZoneOffsets(Zones.edition().version().text(), zones);
  }

  /** What a row is. */
  public static String description() {
    return "One row per zone and range of instants with one UTC offset";
  }

  /** Columns that tell rows apart. */
  public static List<String> grain() {
    return List.of("zone", "from_utc");
  }

  /** Columns of the dataset. */
  public static Schema schema() {
    return Schema.of(
        new Column("zone", DataType.TEXT, false, "name in the tz database"),
        new Column("from_utc", DataType.TIMESTAMP, false, "first instant of the range"),
        new Column("to_utc", DataType.TIMESTAMP, false, "first instant after the range"),
        new Column("offset_seconds", DataType.INTEGER, false, "local time less UTC"),
        new Column(
            "utc_year", DataType.INTEGER, false, "UTC year of the range, held to 1999..2050"));
  }

  /** All rows, by zone and time; values are String, Instant and Integer. */
  public List<List<Object>> rows() {
    List<List<Object>> rows = new ArrayList<>();
    for (Map.Entry<String, ZoneRules> zone : zones.entrySet()) {
      List<Instant> bounds = List.copyOf(bounds(zone.getValue()));
      for (int i = 0; i + 1 < bounds.size(); i++) {
        Instant from = bounds.get(i);
        // Before 1900 a zone keeps the offset that it had then.
        Instant ruling = from.isBefore(FIRST_TRANSITION) ? FIRST_TRANSITION : from;
        int offset = zone.getValue().getOffset(ruling).getTotalSeconds();
        int year = from.atOffset(ZoneOffset.UTC).getYear();
        int piece = Math.max(FIRST_YEAR, Math.min(LAST_YEAR, year));
        rows.add(List.of(zone.getKey(), from, bounds.get(i + 1), offset, piece));
      }
    }
    return rows;
  }

  private static NavigableSet<Instant> bounds(ZoneRules rules) {
    NavigableSet<Instant> bounds = new TreeSet<>(List.of(FAR_PAST, FAR_FUTURE));
    for (int year = FIRST_YEAR + 1; year <= LAST_YEAR; year++) {
      bounds.add(LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
    ZoneOffsetTransition transition = rules.nextTransition(FIRST_TRANSITION);
    while (transition != null && transition.getInstant().isBefore(LAST_TRANSITION)) {
      bounds.add(transition.getInstant());
      transition = rules.nextTransition(transition.getInstant());
    }
    return bounds;
  }
}
