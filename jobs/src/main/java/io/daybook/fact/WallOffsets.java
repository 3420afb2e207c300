package io.daybook.fact;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.zone.WallClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The dataset {@code facts.wall_offsets}, the other way around than {@link ZoneOffsets}: for every
 * zone the offset under which a time on its clocks is read, as {@link WallClock} does. Its times
 * are written as if they were UTC. A source has it whose timestamps are of the tenants' clocks.
 *
 * <p>The pieces are cut at the turns of the same years, so that {@code wall_year} finds the one or
 * two of a time by equality.
 */
final class WallOffsets {
  static final String NAME = "wall_offsets";

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private WallOffsets() {}

  static Schema schema() {
    return Schema.of(
        new Column("zone", DataType.TEXT, false, "name in the tz database"),
        new Column("from_wall", DataType.TIMESTAMP, false, "first time on the clocks"),
        new Column("to_wall", DataType.TIMESTAMP, false, "first time after the range"),
        new Column("offset_seconds", DataType.INTEGER, false, "local time less UTC"),
        new Column("wall_year", DataType.INTEGER, false, "year of the range, held to 1999..2050"),
        new Column("first_utc", DataType.TIMESTAMP, false, "no time is an earlier instant"),
        new Column("last_utc", DataType.TIMESTAMP, false, "no time is a later instant"));
  }

  /** All rows, by zone and time. */
  static List<List<Object>> rows(Map<String, ZoneRules> zones) {
    List<List<Object>> rows = new ArrayList<>();
    zones.forEach(
        (zone, rules) -> {
          for (WallClock.Span span : WallClock.of(rules).spans()) {
            List<LocalDateTime> bounds = ZoneOffsets.bounds(span.from(), span.to());
            for (int i = 0; i + 1 < bounds.size(); i++) {
              rows.add(
                  List.of(
                      zone,
                      bounds.get(i).toInstant(ZoneOffset.UTC),
                      bounds.get(i + 1).toInstant(ZoneOffset.UTC),
                      span.offsetSeconds(),
                      ZoneOffsets.piece(bounds.get(i)),
                      span.first(),
                      LAST));
            }
          }
        });
    return rows;
  }
}
