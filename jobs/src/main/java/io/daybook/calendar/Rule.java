package io.daybook.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/** When something is due, on a clock on a wall: knows neither zones nor clock changes. */
public sealed interface Rule permits TimeOfDays, Cron {
  /**
   * Reads what {@link #text} writes: {@code <days> at HH:MM} or {@code cron <five fields>}, where
   * days are one of
   *
   * <pre>
   * daily
   * weekdays
   * weekly on monday, thursday
   * biweekly on monday from 2026-01-05          every second week, counted from that date
   * monthly on day 31                           the last day where the month is shorter
   * monthly on last day
   * monthly on business day 3 without 2026-12-25, 2027-01-01
   * quarterly from july on day 1                in the first month of each quarter
   * yearly from july on day 1                   in the first month of the year
   * </pre>
   *
   * @throws IllegalArgumentException that says what is wrong, for people
   */
  static Rule parse(String text) {
    return new RuleText(text).rule();
  }

  /** The first time after this one; empty when there is none within 40 years. */
  Optional<LocalDateTime> after(LocalDateTime local);

  /** Whether it is due on this day at all. */
  boolean isDueOn(LocalDate day);

  /** Whether it counts hours as they pass: an hour that comes twice is due twice. */
  boolean isEveryHour();

  /** The rule as people write it. */
  String text();
}
