package io.daybook.schedule;

import static java.util.Objects.requireNonNull;

import io.daybook.calendar.DueTime;
import io.daybook.calendar.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a schedule will do, computed; nothing is read or changed. */
public final class Plan {
  private static final Comparator<ZoneId> BY_NAME = Comparator.comparing(ZoneId::getId);

  private final Schedule schedule;
  private final Set<ZoneId> zones;

  /**
   * The plan of a schedule.
   *
   * @param tenantZones of its source; only asked where the schedule goes by tenants' clocks
   */
  public Plan(Schedule schedule, TenantZones tenantZones) {
    this.schedule = requireNonNull(schedule, "schedule is null");
    this.zones = Arming.zones(schedule, tenantZones);
  }

  /**
   * One occurrence to come.
   *
   * @param times by zone, of all zones with this instant
   */
  public record Coming(Instant instant, Map<ZoneId, DueTime> times) {
    public Coming {
      requireNonNull(instant, "instant is null");
      TreeMap<ZoneId, DueTime> sorted = new TreeMap<>(BY_NAME);
      sorted.putAll(times);
      times = java.util.Collections.unmodifiableSortedMap(sorted);
    }
  }

  /** The next occurrences after an instant. */
  public List<Coming> next(Instant after, int count) {
    TreeMap<Instant, Map<ZoneId, DueTime>> coming = new TreeMap<>();
    for (ZoneId zone : zones) {
      Timetable timetable = new Timetable(schedule.rule(), zone);
      Instant from = after;
      for (int i = 0; i < count; i++) {
        var due = timetable.next(from);
        if (due.isEmpty()) {
          break;
        }
        from = due.orElseThrow().instant();
        coming
            .computeIfAbsent(from, instant -> new TreeMap<>(BY_NAME))
            .put(zone, due.orElseThrow());
      }
    }
    return coming.entrySet().stream()
        .limit(count)
        .map(each -> new Coming(each.getKey(), each.getValue()))
        .toList();
  }

  /**
   * When a tenant's day can be reported.
   *
   * @param day that is still open at the instant that was asked for
   * @param closes when it ends
   * @param night when the first occurrence after that is due
   * @param leaves when that one is usually done
   */
  public record Earliest(
      Tenant tenant, LocalDate day, Instant closes, Instant night, Instant leaves) {}

  /**
   * The earliest time at which the report of the present day of each tenant can leave.
   *
   * @param takes how long an occurrence usually takes from its due time on
   */
  public List<Earliest> earliest(List<Tenant> tenants, Instant now, Duration takes) {
    List<Earliest> rows = new ArrayList<>();
    for (Tenant tenant : tenants) {
      LocalDate day = LocalDate.ofInstant(now, tenant.zone());
      Instant closes = day.plusDays(1).atStartOfDay(tenant.zone()).toInstant();
      // An occurrence at the very end of the day already sees the whole day.
      List<Coming> first = next(closes.minusMillis(1), 1);
      if (!first.isEmpty()) {
        Instant night = first.get(0).instant();
        rows.add(new Earliest(tenant, day, closes, night, night.plus(takes)));
      }
    }
    return rows;
  }
}
