package io.daybook.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quartz.CronExpression;

class TestTimetable {
  private static Timetable timetable(String rule, String zone) {
    return new Timetable(Rule.parse(rule), ZoneId.of(zone));
  }

  private static Instant start(LocalDate day, String zone) {
    return day.atStartOfDay(ZoneId.of(zone)).toInstant();
  }

  private static List<LocalTime> halfHours() {
    List<LocalTime> times = new ArrayList<>();
    for (int minutes = 0; minutes < 24 * 60; minutes += 30) {
      times.add(LocalTime.MIN.plusMinutes(minutes));
    }
    return times;
  }

  /** Every day of the year that exists in the zone. */
  private static List<LocalDate> days(int year, String zone) {
    LocalDate first = LocalDate.of(year, 1, 1);
    return first
        .datesUntil(first.plusYears(1))
        .filter(day -> start(day, zone).isBefore(start(day.plusDays(1), zone)))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "Australia/Sydney, 2026, 365",
    "America/New_York, 2026, 365",
    "America/Santiago, 2026, 365",
    "Australia/Lord_Howe, 2026, 365",
    "Asia/Kolkata, 2026, 365",
    "UTC, 2028, 366",
    "Pacific/Apia, 2011, 364",
    "America/Havana, 2026, 365",
    "Pacific/Chatham, 2026, 365"
  })
  void aDailyRuleIsDueExactlyOnceEveryLocalDayAtEveryHalfHour(String zone, int year, int count) {
    List<LocalDate> days = days(year, zone);
    assertThat(days).hasSize(count);
    Instant before = start(days.get(0), zone).minusNanos(1);
    Instant last = start(LocalDate.of(year + 1, 1, 1), zone).minusNanos(1);
    for (LocalTime at : halfHours()) {
      List<DueTime> due = timetable("daily at " + at, zone).between(before, last);
      assertThat(due).as(at.toString()).extracting(DueTime::businessDate).isEqualTo(days);
      assertThat(due)
          .isNotEmpty()
          .allSatisfy(
              each ->
                  assertThat(LocalDate.ofInstant(each.instant(), ZoneId.of(zone)))
                      .isEqualTo(each.businessDate()));
      assertThat(due).extracting(DueTime::instant).isSorted().doesNotHaveDuplicates();
    }
  }

  /** British Columbia keeps UTC-7 since November 2026; by older rules it would be 14:00Z. */
  @Test
  void sixInTheMorningIsSixByTheNewestRules() {
    assertThat(
            timetable("daily at 06:00", "America/Vancouver")
                .between(
                    Instant.parse("2026-10-31T00:00:00Z"), Instant.parse("2026-11-03T00:00:00Z")))
        .extracting(due -> due.instant().toString())
        .containsExactly("2026-10-31T13:00:00Z", "2026-11-01T13:00:00Z", "2026-11-02T13:00:00Z");
  }

  /**
   * The same year by Quartz's own cron loses days: the reason why Daybook computes the calendar.
   */
  @ParameterizedTest
  @CsvSource({
    "America/New_York, 2026, 2",
    "America/Santiago, 2026, 2",
    "Australia/Lord_Howe, 2026, 1",
    "America/Havana, 2025, 2",
    "Asia/Kolkata, 2026, 0"
  })
  @SuppressWarnings("JavaUtilDate") // Quartz's own
  void theCronOfQuartzLosesDays(String zone, int year, int lost) throws ParseException {
    int missing = 0;
    for (LocalTime at : halfHours()) {
      CronExpression cron =
          new CronExpression("0 " + at.getMinute() + " " + at.getHour() + " * * ?");
      cron.setTimeZone(TimeZone.getTimeZone(zone));
      List<LocalDate> fired = new ArrayList<>();
      Date end = Date.from(start(LocalDate.of(year + 1, 1, 1), zone));
      Date next =
          cron.getTimeAfter(Date.from(start(LocalDate.of(year, 1, 1), zone).minusMillis(1)));
      while (next.before(end)) {
        fired.add(LocalDate.ofInstant(next.toInstant(), ZoneId.of(zone)));
        next = cron.getTimeAfter(next);
      }
      List<LocalDate> days = new ArrayList<>(days(year, zone));
      days.removeAll(fired);
      missing += days.size();
    }
    assertThat(missing).isEqualTo(lost);
  }

  @ParameterizedTest
  @CsvSource({
    // Left out: at the first instant after the change.
    "daily at 02:30, Europe/Vienna, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
    "daily at 02:00, Australia/Sydney, 2026-10-03T12:00:00Z, 2026-10-03T16:00:00Z",
    "daily at 02:15, Australia/Lord_Howe, 2026-10-03T00:00:00Z, 2026-10-03T15:30:00Z",
    "daily at 00:00, America/Santiago, 2026-09-05T12:00:00Z, 2026-09-06T04:00:00Z",
    // Twice: the first time, and not again.
    "daily at 02:30, Europe/Vienna, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
    "daily at 02:30, Europe/Vienna, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "daily at 02:30, Europe/Vienna, 2026-10-25T01:15:00Z, 2026-10-26T01:30:00Z",
    // A Friday that Apia never had.
    "weekly on friday at 08:00, Pacific/Apia, 2011-12-29T00:00:00Z, 2011-12-30T10:00:00Z",
    "daily at 08:00, Pacific/Apia, 2011-12-29T20:00:00Z, 2011-12-30T18:00:00Z",
    "monthly on day 30 at 08:00, Pacific/Apia, 2011-12-29T20:00:00Z, 2011-12-30T10:00:00Z",
  })
  void knowsWhatClockChangesDo(String rule, String zone, Instant after, Instant due) {
    assertThat(timetable(rule, zone).next(after).orElseThrow().instant()).isEqualTo(due);
  }

  @Test
  void isDueOnceWhereAGapBringsTwoTimesTogether() {
    Timetable timetable = timetable("cron 0,30 2,3 * * *", "Europe/Vienna");
    assertThat(
            timetable.between(
                Instant.parse("2026-03-29T00:00:00Z"), Instant.parse("2026-03-29T12:00:00Z")))
        .extracting(DueTime::instant)
        .containsExactly(
            Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-29T01:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Vienna, 2026-10-24T22:00:00Z",
    "Europe/Vienna, 2026-03-28T22:00:00Z",
    "Australia/Lord_Howe, 2026-04-04T10:00:00Z",
    "America/Havana, 2026-11-01T00:00:00Z",
    "America/Santiago, 2026-09-06T00:00:00Z"
  })
  void aRuleOfEveryHourGoesOnThroughClockChanges(String zone, Instant from) {
    List<Instant> due =
        timetable("cron */30 * * * *", zone).between(from, from.plusSeconds(12 * 3600)).stream()
            .map(DueTime::instant)
            .toList();
    assertThat(due).hasSize(24);
    for (int i = 0; i < due.size(); i++) {
      assertThat(due.get(i)).isEqualTo(from.plusSeconds(1800L * (i + 1)));
    }
  }

  @Test
  void theDayOfARunIsTheOneItWasDueOn() {
    DueTime due =
        timetable("daily at 02:30", "Europe/Vienna")
            .next(Instant.parse("2026-03-29T00:59:59Z"))
            .orElseThrow();
    assertThat(due.local()).isEqualTo(LocalDateTime.parse("2026-03-29T02:30"));
    assertThat(due.businessDate()).isEqualTo(LocalDate.parse("2026-03-29"));
  }
}
