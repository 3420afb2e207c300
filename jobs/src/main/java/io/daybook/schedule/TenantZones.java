package io.daybook.schedule;

import java.time.ZoneId;
import java.util.Set;

/** The clocks that the tenants of a source live by. */
public interface TenantZones {
  /** Zones of the live tenants, as the current release knows them; never empty. */
  Set<ZoneId> of(String source);
}
