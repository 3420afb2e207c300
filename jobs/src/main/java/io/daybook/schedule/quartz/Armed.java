package io.daybook.schedule.quartz;

import static java.util.Objects.requireNonNull;

import io.daybook.calendar.Timetable;
import java.time.Instant;

/**
 * A schedule that Quartz fires in one zone.
 *
 * @param from nothing up to this instant is due
 */
public record Armed(String schedule, Timetable timetable, Instant from) {
  public Armed {
    requireNonNull(schedule, "schedule is null");
    requireNonNull(timetable, "timetable is null");
    requireNonNull(from, "from is null");
  }
}
