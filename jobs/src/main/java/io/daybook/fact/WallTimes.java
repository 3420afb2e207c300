package io.daybook.fact;

import io.daybook.source.SourceTable;
import io.daybook.sql.Quoted;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns of one query that are selected as the source has them, but for times on the clock of the
 * row's tenant: those become instants. Collects the joins that this needs.
 */
final class WallTimes {
  private final String zone;
  private final List<String> joins = new ArrayList<>();

  /**
   * Nothing is selected yet.
   *
   * @param zone SQL of the zone of the row's tenant
   */
  WallTimes(String zone) {
    this.zone = zone;
  }

  /** SQL of a column. */
  String value(SourceTable table, String alias, String column) {
    String value = Quoted.column(alias, column);
    if (!table.column(column).orElseThrow().clock().isTenants()) {
      return value;
    }
    String offset = "wall_" + (joins.size() + 1);
    joins.add(
        """
        left join facts.wall_offsets as %1$s
            on %1$s.zone = %2$s
            and %1$s.wall_year = %4$s
            and %3$s >= %1$s.from_wall
            and %3$s < %1$s.to_wall"""
            .formatted(offset, zone, value, ZoneOffsets.pieceOf(value)));
    return "least(greatest(instant_at(%2$s, %1$s.offset_seconds), %1$s.first_utc), %1$s.last_utc)"
        .formatted(offset, value);
  }

  /** What {@link #value} needs so far. */
  List<String> joins() {
    return joins;
  }
}
