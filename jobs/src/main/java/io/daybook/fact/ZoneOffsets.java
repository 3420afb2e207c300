package io.daybook.fact;

import static java.util.Objects.requireNonNull;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.zone.OffsetSpan;
import io.daybook.zone.Zones;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
  private static final int FIRST_YEAR = 1999;

  /** {@code utc_year} of everything from 2050 on. */
  private static final int LAST_YEAR = 2050;

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
      for (OffsetSpan span : OffsetSpan.of(zone.getValue())) {
        List<LocalDateTime> bounds = bounds(utc(span.from()), utc(span.to()));
        for (int i = 0; i + 1 < bounds.size(); i++) {
          rows.add(
              List.of(
                  zone.getKey(),
                  bounds.get(i).toInstant(ZoneOffset.UTC),
                  bounds.get(i + 1).toInstant(ZoneOffset.UTC),
                  span.offsetSeconds(),
                  piece(bounds.get(i))));
        }
      }
    }
    return rows;
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** A range's ends, and the turns of the years between them by which it is cut. */
  static List<LocalDateTime> bounds(LocalDateTime from, LocalDateTime to) {
    NavigableSet<LocalDateTime> bounds = new TreeSet<>(List.of(from, to));
    for (int year = FIRST_YEAR + 1; year <= LAST_YEAR; year++) {
      bounds.add(LocalDate.of(year, 1, 1).atStartOfDay());
    }
    return List.copyOf(bounds.subSet(from, true, to, true));
  }

  /** What a piece that begins so is called; see {@link #pieceOf}. */
  static int piece(LocalDateTime from) {
    return Math.max(FIRST_YEAR, Math.min(LAST_YEAR, from.getYear()));
  }

  /** SQL of the piece in which a timestamp lies. */
  static String pieceOf(String timestamp) {
    return "greatest(%d, least(%d, extract(year from %s)))"
        .formatted(FIRST_YEAR, LAST_YEAR, timestamp);
  }
}
