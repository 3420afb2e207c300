package io.daybook.schedule;

import static java.util.Objects.requireNonNull;

import io.daybook.calendar.Rule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What happens when.
 *
 * @param name unique in an installation; of a file its name without {@code .yml}
 * @param source whose data it works on
 * @param what kind of work, such as {@code night}
 * @param rule when, by a clock on a wall
 * @param zone of that clock; empty for the clocks of all live tenants, once at every instant at
 *     which it is due in a zone of one of them
 * @param catchUp what becomes of occurrences that could not begin in time
 * @param deadline how long after its time an occurrence must be done, before somebody is told
 * @param parameters what only its kind of work understands
 */
public record Schedule(
    String name,
    String source,
    String what,
    Rule rule,
    Optional<ZoneId> zone,
    CatchUp catchUp,
    Duration deadline,
    Map<String, String> parameters) {
  /** How files write the clocks of all tenants. */
  public static final String EACH_TENANT = "each_tenant";

  /** Parameter of one that does not go by the time that is asked for, because that is none. */
  public static final String NOT_OWN_TIME = "not_own_time";

  public Schedule {
    requireNonNull(name, "name is null");
    requireNonNull(source, "source is null");
    requireNonNull(what, "what is null");
    requireNonNull(rule, "rule is null");
    requireNonNull(zone, "zone is null");
    requireNonNull(catchUp, "catchUp is null");
    requireNonNull(deadline, "deadline is null");
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** Whether it goes by the time that is asked for. */
  public boolean isByItsOwnTime() {
    return !parameters.containsKey(NOT_OWN_TIME);
  }

  /** The zone as files write it. */
  public String zoneText() {
    return zone.map(ZoneId::getId).orElse(EACH_TENANT);
  }
}
