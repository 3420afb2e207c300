package io.daybook.schedule;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;

/**
 * A live tenant of a source.
 *
 * @param zone of its days; the source's default where the tenant's own text is not a time zone
 * @param isZoneValid whether the tenant's own text is one
 */
public record Tenant(String id, ZoneId zone, boolean isZoneValid) {
  public Tenant {
    requireNonNull(id, "id is null");
    requireNonNull(zone, "zone is null");
  }
}
