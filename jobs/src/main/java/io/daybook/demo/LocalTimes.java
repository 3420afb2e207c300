package io.daybook.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/**
 * When things happen in one tenant's zone: seasons and weekdays as in a shop, and far more often
 * than in life right beside midnight and beside clock changes.
 */
final class LocalTimes {
  private static final LocalTime LAST_MICROSECOND = LocalTime.of(23, 59, 59, 999_999_000);
  private static final int[] PERCENT_OF_MONTH = {70, 75, 90, 85, 80, 100, 75, 80, 90, 95, 100, 60};

  private final ZoneId zone;
  private final LocalDate start;
  private final LocalDate today;
  private final List<Instant> clockChanges = new ArrayList<>();

  LocalTimes(ZoneId zone, DemoSize size, LocalDate today) {
    this.zone = zone;
    this.start = today.minusDays(size.days());
    this.today = today;
    ZoneOffsetTransition change =
        zone.getRules().nextTransition(start.atStartOfDay().toInstant(ZoneOffset.UTC));
    while (change != null && change.getInstant().isBefore(end())) {
      clockChanges.add(change.getInstant());
      change = zone.getRules().nextTransition(change.getInstant());
    }
  }

  LocalDate start() {
    return start;
  }

  LocalDate today() {
    return today;
  }

  /** Nothing has happened at or after this instant. */
  Instant end() {
    return today.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  /** A day of the history: more lately than long ago, few in winter and on Sundays. */
  LocalDate day(Dice dice) {
    int days = (int) ChronoUnit.DAYS.between(start, today);
    while (true) {
      int ago = days - 1 - Math.max(dice.below(days), dice.below(days));
      LocalDate day = today.minusDays(1L + ago);
      int weekday = day.getDayOfWeek().getValue();
      int wanted = PERCENT_OF_MONTH[day.getMonthValue() - 1] * (weekday > 5 ? 35 : 100) / 100;
      if (dice.percent(wanted)) {
        return day;
      }
    }
  }

  /** An instant of the history. */
  Instant instant(Dice dice) {
    if (!clockChanges.isEmpty() && dice.percent(4)) {
      Instant change = clockChanges.get(dice.below(clockChanges.size()));
      return change.plusSeconds(dice.pick(-5400L, -3600L, -1L, 0L, 1L, 3599L, 3600L, 5400L));
    }
    return instantOf(day(dice), dice);
  }

  /** An instant of this local day, before the end of the history. */
  Instant instantOf(LocalDate day, Dice dice) {
    ZonedDateTime local = ZonedDateTime.of(day, timeOfDay(dice), zone);
    Instant instant =
        (dice.percent(50) ? local.withLaterOffsetAtOverlap() : local.withEarlierOffsetAtOverlap())
            .toInstant();
    return instant.isBefore(end()) ? instant : end().minusSeconds(dice.between(1, 86_400));
  }

  /** The instant, or the last second of the history where that comes first. */
  Instant capped(Instant instant) {
    Instant last = end().minusSeconds(1);
    return instant.isAfter(last) ? last : instant;
  }

  LocalDate dayOf(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }

  /** Some days later, but not after today. */
  LocalDate later(LocalDate day, int days) {
    LocalDate later = day.plusDays(days);
    return later.isAfter(today) && !day.isAfter(today) ? today : later;
  }

  private static LocalTime timeOfDay(Dice dice) {
    int roll = dice.below(100);
    if (roll < 8) {
      return LocalTime.MIDNIGHT;
    }
    if (roll < 16) {
      return LAST_MICROSECOND;
    }
    if (roll < 20) {
      return LocalTime.of(0, 0, 0, 1_000);
    }
    if (roll < 30) {
      return LocalTime.of(dice.percent(50) ? 23 : 0, dice.below(60), dice.below(60));
    }
    int seconds = dice.between(7 * 3600, 18 * 3600);
    return LocalTime.ofSecondOfDay(seconds).plusNanos(dice.below(1_000_000) * 1_000L);
  }
}
