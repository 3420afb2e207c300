package io.daybook.schedule;

import io.daybook.calendar.Timetable;
import io.daybook.schedule.Schedules.InForce;
import io.daybook.schedule.quartz.Armed;
import io.daybook.schedule.quartz.Firing;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what Quartz fires in line with the schedules that are in force. */
final class Arming {
  private static final Logger log = LoggerFactory.getLogger(Arming.class);

  private final Schedules schedules;
  private final Occurrences occurrences;
  private final TenantZones zones;
  private final Firing firing;

  Arming(Schedules schedules, Occurrences occurrences, TenantZones zones, Firing firing) {
    this.schedules = schedules;
    this.occurrences = occurrences;
    this.zones = zones;
    this.firing = firing;
  }

  /** The zones in which a schedule is due. */
  static Set<ZoneId> zones(Schedule schedule, TenantZones tenants) {
    return schedule.zone().map(Set::of).orElseGet(() -> tenants.of(schedule.source()));
  }

  /** Arms what is not armed, or not as it should be, and disarms the rest. */
  void bringInLine() {
    TreeMap<String, Armed> armed = new TreeMap<>();
    firing.armed().forEach(each -> armed.put(key(each.schedule(), each.timetable()), each));
    List<Armed> missing = new ArrayList<>();
    for (InForce inForce : schedules.list()) {
      Schedule schedule = inForce.schedule();
      Optional<Set<ZoneId>> known = known(schedule);
      if (known.isEmpty()) {
        armed.keySet().removeIf(key -> key.startsWith(schedule.name() + " "));
      }
      for (ZoneId zone : known.orElse(Set.of())) {
        Timetable timetable = new Timetable(schedule.rule(), zone);
        Armed found = armed.remove(key(schedule.name(), timetable));
        boolean isRight =
            found != null
                && found.timetable().rule().text().equals(schedule.rule().text())
                && !found.from().isBefore(millis(inForce.since()));
        if (!isRight) {
          missing.add(new Armed(schedule.name(), timetable, from(inForce)));
        }
      }
    }
    firing.arm(missing);
    if (!armed.isEmpty()) {
      firing.disarm(armed.values());
    }
  }

  /** Empty where its source cannot tell now: what is armed stays, and other sources go on. */
  private Optional<Set<ZoneId>> known(Schedule schedule) {
    try {
      return Optional.of(zones(schedule, zones));
    } catch (RuntimeException e) {
      log.warn("Cannot tell the zones of {}: {}", schedule.name(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Quartz keeps milliseconds. */
  private static Instant millis(Instant instant) {
    return Instant.ofEpochMilli(instant.toEpochMilli());
  }

  /** What was recorded is past; a zone that joins later begins with what comes next. */
  private Instant from(InForce inForce) {
    Optional<Instant> last = occurrences.lastDue(inForce.schedule().name());
    return last.filter(inForce.since()::isBefore).orElse(inForce.since());
  }

  private static String key(String schedule, Timetable timetable) {
    return schedule + " " + timetable.zone();
  }
}
