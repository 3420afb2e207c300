package io.daybook.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestRule {
  private static List<String> days(String rule, String from, int count) {
    List<String> days = new ArrayList<>();
    LocalDateTime after = LocalDate.parse(from).atStartOfDay().minusMinutes(1);
    for (int i = 0; i < count; i++) {
      after = Rule.parse(rule).after(after).orElseThrow();
      days.add(after.toLocalDate().toString());
    }
    return days;
  }

  private static List<String> times(String cron, String from, int count) {
    List<String> times = new ArrayList<>();
    LocalDateTime after = LocalDateTime.parse(from);
    for (int i = 0; i < count; i++) {
      after = Rule.parse("cron " + cron).after(after).orElseThrow();
      times.add(after.toString());
    }
    return times;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "daily at 02:00",
        "weekdays at 08:30",
        "weekly on monday at 06:00",
        "weekly on monday, thursday at 06:00",
        "biweekly on friday from 2026-01-09 at 07:00",
        "monthly on day 31 at 00:00",
        "monthly on business day 3 at 06:00",
        "monthly on business day 3 at 06:00 without 2026-12-25, 2027-01-01",
        "quarterly from july on day 1 at 06:00",
        "yearly from april on business day 5 at 23:59 without 2026-04-03",
        "cron 0 8 1 * mon-fri",
        "cron */15 9-17 * jan,jul 0"
      })
  void writesWhatItReads(String text) {
    assertThat(Rule.parse(text).text()).isEqualTo(text);
    assertThat(Rule.parse(Rule.parse(text).text())).isEqualTo(Rule.parse(text));
  }

  @Test
  void findsTheDays() {
    assertThat(days("weekdays at 08:00", "2026-05-29", 3))
        .containsExactly("2026-05-29", "2026-06-01", "2026-06-02");
    assertThat(days("weekly on thursday, monday at 08:00", "2026-05-29", 3))
        .containsExactly("2026-06-01", "2026-06-04", "2026-06-08");
    assertThat(days("biweekly on monday from 2026-01-05 at 08:00", "2026-06-01", 3))
        .containsExactly("2026-06-08", "2026-06-22", "2026-07-06");
    assertThat(days("biweekly on monday from 2026-01-07 at 08:00", "2025-12-20", 2))
        .containsExactly("2025-12-29", "2026-01-12");
    assertThat(days("monthly on day 31 at 08:00", "2028-01-31", 4))
        .containsExactly("2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30");
    assertThat(days("monthly on last day at 08:00", "2026-02-01", 2))
        .containsExactly("2026-02-28", "2026-03-31");
    assertThat(days("quarterly on day 1 at 08:00", "2026-02-01", 3))
        .containsExactly("2026-04-01", "2026-07-01", "2026-10-01");
    assertThat(days("quarterly from february on last day at 08:00", "2026-02-28", 3))
        .containsExactly("2026-02-28", "2026-05-31", "2026-08-31");
    assertThat(days("yearly from july on day 15 at 08:00", "2026-07-16", 2))
        .containsExactly("2027-07-15", "2028-07-15");
  }

  @Test
  void countsBusinessDaysWithoutWeekendsAndHolidays() {
    assertThat(days("monthly on business day 1 at 08:00", "2026-08-01", 2))
        .containsExactly("2026-08-03", "2026-09-01");
    assertThat(days("monthly on business day 3 at 08:00", "2027-01-01", 1))
        .containsExactly("2027-01-05");
    assertThat(
            days(
                "monthly on business day 3 at 08:00 without 2027-01-01, 2027-01-04",
                "2027-01-01",
                2))
        .containsExactly("2027-01-07", "2027-02-03");
    assertThat(days("monthly on business day 23 at 08:00", "2026-02-01", 1))
        .containsExactly("2026-02-27");
  }

  @Test
  void readsCron() {
    assertThat(times("0 8 * * *", "2026-06-01T08:00", 2))
        .containsExactly("2026-06-02T08:00", "2026-06-03T08:00");
    assertThat(times("30 8 * * 1-5", "2026-05-29T08:30", 2))
        .containsExactly("2026-06-01T08:30", "2026-06-02T08:30");
    assertThat(times("0 0 29 2 *", "2026-01-01T00:00", 2))
        .containsExactly("2028-02-29T00:00", "2032-02-29T00:00");
    assertThat(times("*/20 9,10 * * *", "2026-06-01T09:30", 4))
        .containsExactly(
            "2026-06-01T09:40", "2026-06-01T10:00", "2026-06-01T10:20", "2026-06-01T10:40");
    assertThat(times("0 6 13 * fri", "2026-03-01T00:00", 4))
        .as("either day counts when both are restricted")
        .containsExactly(
            "2026-03-06T06:00", "2026-03-13T06:00", "2026-03-20T06:00", "2026-03-27T06:00");
    assertThat(times("0 6 ? * 7", "2026-03-01T06:00", 1)).containsExactly("2026-03-08T06:00");
    assertThat(times("5/25 0 1 1 *", "2026-01-01T00:00", 3))
        .containsExactly("2026-01-01T00:05", "2026-01-01T00:30", "2026-01-01T00:55");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dayly at 02:00 | dayly is not a rule, did you mean daily?; known are daily, weekdays",
        "daily | daily lacks its time, such as at 02:00",
        "daily at 2am | the time must be like 02:00, not 2am",
        "daily at 24:00 | the time must be 00:00 to 23:59, not 24:00",
        "daily on monday at 02:00 | daily takes no on",
        "daily from 2026-01-01 at 02:00 | daily takes no from",
        "weekly at 02:00 | weekly lacks its day, such as on monday",
        "weekly on munday at 02:00 | munday is not a day of the week, did you mean monday?",
        "biweekly on monday at 02:00 | biweekly lacks its day, such as from 2026-01-05",
        "biweekly on monday from 2026-02-30 at 02:00 | a date must be like 2026-01-05, not 2026-02-30",
        "monthly at 02:00 | monthly lacks its day, such as on day 1",
        "monthly on day 32 at 02:00 | day 32 is in no month; 1 to 31 are",
        "monthly on business day 24 at 02:00 | business day 24 is in no month; 1 to 23 are",
        "monthly on the first at 02:00 | a day of the month is like day 1, last day",
        "monthly from july on day 1 at 02:00 | monthly takes no from",
        "yearly from juli on day 1 at 02:00 | juli is not a month, did you mean july?",
        "monthly on day 1 at 02:00 without 2026-01-01 | holidays count only for a business day",
        "cron 0 0 8 * * ? | cron has five fields, minute hour day month weekday; here are 6",
        "cron 60 * * * * | cron's minute must be 0 to 59, not 60",
        "cron 0 8 * * moon | cron's weekday must be like *, 5, 1-5",
        "cron 0 8 * * xyz | cron's weekday must be 0 to 7, not xyz",
        "cron 0 17-9 * * * | cron's hour 17-9 holds no value",
        "cron 0/0 * * * * | cron's minute 0/0 holds no value",
        "cron 0 0 30 2 * | cron 0 0 30 2 * is never due"
      })
  void saysWhatIsWrong(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rule.parse(text))
        .withMessageContaining(message);
  }
}
