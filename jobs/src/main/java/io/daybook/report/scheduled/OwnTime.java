package io.daybook.report.scheduled;

import static java.util.Objects.requireNonNull;

import io.daybook.calendar.DueTime;
import io.daybook.calendar.Rule;
import io.daybook.calendar.Timetable;
import io.daybook.zone.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a report is due by its own word. One that says nothing, or nothing that can be meant, is due
 * by its frequency.
 *
 * @param timetable its rule by its clock
 * @param problem why what it says cannot be meant, in the owner's words
 */
public record OwnTime(Optional<Timetable> timetable, Optional<String> problem) {
  /** It says nothing. */
  public static final OwnTime NONE = new OwnTime(Optional.empty(), Optional.empty());

  /** No report covers less than a day; more often would only cost time. */
  private static final int MOST_A_DAY = 24;

  /** From where a rule's days are counted to see how many it has. */
  private static final Instant ANY = Instant.parse("2026-01-01T00:00:00Z");

  public OwnTime {
    requireNonNull(timetable, "timetable is null");
    requireNonNull(problem, "problem is null");
  }

  /** Reads the columns of a row; a missing one is null. */
  static OwnTime read(String cron, String zone) {
    if (cron == null || cron.isBlank()) {
      return NONE;
    }
    try {
      Timetable timetable = new Timetable(Rule.parse("cron " + cron), zone(zone));
      requireRare(timetable);
      return new OwnTime(Optional.of(timetable), Optional.empty());
    } catch (IllegalArgumentException e) {
      return new OwnTime(
          Optional.empty(),
          Optional.of("its own schedule is not followed, its frequency is: " + e.getMessage()));
    }
  }

  private static ZoneId zone(String text) {
    return Optional.ofNullable(text)
        .flatMap(Zones::find)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "timezone: %s is not a region such as Australia/Sydney"
                        .formatted(DefinitionReader.quoted(text))));
  }

  private static void requireRare(Timetable timetable) {
    Optional<DueTime> first = timetable.next(ANY);
    int count = 0;
    Optional<DueTime> next = first;
    while (next.isPresent()
        && next.get().instant().isBefore(first.get().instant().plus(Duration.ofDays(1)))) {
      if (++count > MOST_A_DAY) {
        throw new IllegalArgumentException("schedule_cron: it is due more often than once an hour");
      }
      next = timetable.next(next.get().instant());
    }
  }
}
