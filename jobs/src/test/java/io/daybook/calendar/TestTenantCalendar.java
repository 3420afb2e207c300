package io.daybook.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TestTenantCalendar {
  private static final TenantCalendar SYDNEY = calendar("Australia/Sydney");

  private static TenantCalendar calendar(String zone) {
    return new TenantCalendar(ZoneId.of(zone), DayOfWeek.MONDAY, Month.JULY);
  }

  private static String text(ClosedPeriod period) {
    return period.from() + " " + period.until().minusDays(1);
  }

  @ParameterizedTest
  @CsvSource({
    "DAY, 2026-03-01, 2026-02-28 2026-02-28, 2026-02-27 2026-02-27, 2025-02-28 2025-02-28",
    "DAY, 2028-03-01, 2028-02-29 2028-02-29, 2028-02-28 2028-02-28, 2027-02-28 2027-02-28",
    "WEEK, 2026-06-10, 2026-06-01 2026-06-07, 2026-05-25 2026-05-31, 2025-06-02 2025-06-08",
    "WEEK, 2026-06-08, 2026-06-01 2026-06-07, 2026-05-25 2026-05-31, 2025-06-02 2025-06-08",
    "TWO_WEEKS, 2026-06-08, 2026-05-25 2026-06-07, 2026-05-11 2026-05-24, 2025-05-26 2025-06-08",
    "MONTH, 2026-03-31, 2026-02-01 2026-02-28, 2026-01-01 2026-01-31, 2025-02-01 2025-02-28",
    "QUARTER, 2026-06-30, 2026-01-01 2026-03-31, 2025-10-01 2025-12-31, 2025-01-01 2025-03-31",
    "QUARTER, 2026-07-01, 2026-04-01 2026-06-30, 2026-01-01 2026-03-31, 2025-04-01 2025-06-30",
    "YEAR, 2026-06-30, 2024-07-01 2025-06-30, 2023-07-01 2024-06-30, 2023-07-01 2024-06-30",
    "YEAR, 2026-07-01, 2025-07-01 2026-06-30, 2024-07-01 2025-06-30, 2024-07-01 2025-06-30"
  })
  void coversTheLastCompletePeriod(
      PeriodKind kind, LocalDate day, String last, String previous, String yearBefore) {
    ClosedPeriod period = SYDNEY.last(kind, day);
    assertThat(text(period)).isEqualTo(last);
    assertThat(text(SYDNEY.previous(period))).isEqualTo(previous);
    assertThat(text(SYDNEY.yearBefore(period))).isEqualTo(yearBefore);
  }

  @Test
  void countsWeeksAndYearsAsTheTenantDoes() {
    TenantCalendar sunday =
        new TenantCalendar(ZoneId.of("America/New_York"), DayOfWeek.SUNDAY, Month.FEBRUARY);
    LocalDate day = LocalDate.parse("2026-06-10");
    assertThat(text(sunday.last(PeriodKind.WEEK, day))).isEqualTo("2026-05-31 2026-06-06");
    assertThat(text(sunday.last(PeriodKind.QUARTER, day))).isEqualTo("2026-02-01 2026-04-30");
    assertThat(text(sunday.last(PeriodKind.YEAR, day))).isEqualTo("2025-02-01 2026-01-31");
  }

  /** Day after day for two years: no gap, no overlap, never any of the day itself. */
  @ParameterizedTest
  @EnumSource(PeriodKind.class)
  void periodsNeitherOverlapNorLeaveAGap(PeriodKind kind) {
    for (String zone : new String[] {"Australia/Sydney", "America/Havana", "Pacific/Chatham"}) {
      TenantCalendar calendar = calendar(zone);
      LocalDate first = LocalDate.parse("2026-01-01");
      for (LocalDate day : first.datesUntil(first.plusYears(2)).toList()) {
        ClosedPeriod period = calendar.last(kind, day);
        assertThat(period.end()).isBeforeOrEqualTo(day.atStartOfDay(ZoneId.of(zone)).toInstant());
        assertThat(calendar.previous(period).end()).isEqualTo(period.start());
        if (kind != PeriodKind.TWO_WEEKS) {
          assertThat(calendar.last(kind, period.until())).isEqualTo(period);
        }
      }
    }
  }

  @Test
  void daysAreAsLongAsTheClockMakesThem() {
    TenantCalendar vienna = calendar("Europe/Vienna");
    ClosedPeriod spring = vienna.last(PeriodKind.DAY, LocalDate.parse("2026-03-30"));
    ClosedPeriod autumn = vienna.last(PeriodKind.DAY, LocalDate.parse("2026-10-26"));
    assertThat(Duration.between(spring.start(), spring.end())).isEqualTo(Duration.ofHours(23));
    assertThat(Duration.between(autumn.start(), autumn.end())).isEqualTo(Duration.ofHours(25));
    assertThat(
            calendar("America/Havana").last(PeriodKind.DAY, LocalDate.parse("2026-03-09")).start())
        .as("midnight does not exist on the day of the change")
        .isEqualTo(Instant.parse("2026-03-08T05:00:00Z"));
  }

  @Test
  void aDayThatWasLeftOutIsNobodysYesterday() {
    TenantCalendar apia = calendar("Pacific/Apia");
    ClosedPeriod period = apia.last(PeriodKind.DAY, LocalDate.parse("2011-12-31"));
    assertThat(period.from()).isEqualTo(LocalDate.parse("2011-12-29"));
    assertThat(period.end()).isEqualTo(Instant.parse("2011-12-30T10:00:00Z"));
  }
}
