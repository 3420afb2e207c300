package io.daybook.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * The five fields of cron: minute, hour, day of the month, month, day of the week. As in cron, a
 * day is due when either of its two fields is, if both are restricted.
 */
record Cron(CronField minute, CronField hour, CronField day, CronField month, CronField weekday)
    implements Rule {
  /** A 29 February that is a given weekday comes again within 40 years. */
  private static final int YEARS = 40;

  static Cron parse(String text) {
    String[] fields = text.strip().split("\\s+");
    if (fields.length != 5) {
      throw new IllegalArgumentException(
          "cron has five fields, minute hour day month weekday; here are "
              + (text.isBlank() ? 0 : fields.length));
    }
    Cron cron =
        new Cron(
            CronField.parse("minute", fields[0]),
            CronField.parse("hour", fields[1]),
            CronField.parse("day", fields[2]),
            CronField.parse("month", fields[3]),
            CronField.parse("weekday", fields[4]));
    if (cron.after(LocalDate.of(2000, 1, 1).atStartOfDay()).isEmpty()) {
      throw new IllegalArgumentException("cron " + cron.fields() + " is never due");
    }
    return cron;
  }

  @Override
  public Optional<LocalDateTime> after(LocalDateTime local) {
    LocalDate first = local.toLocalDate();
    if (isDueOn(first)) {
      Optional<LocalDateTime> today =
          onOrAfter(first, local.getHour() * 60 + local.getMinute() + 1);
      if (today.isPresent()) {
        return today;
      }
    }
    LocalDate last = first.plusYears(YEARS);
    for (LocalDate date = first.plusDays(1); date.isBefore(last); date = date.plusDays(1)) {
      if (isDueOn(date)) {
        return onOrAfter(date, 0);
      }
    }
    return Optional.empty();
  }

  private Optional<LocalDateTime> onOrAfter(LocalDate date, int minuteOfDay) {
    int from = minuteOfDay % 60;
    for (int h = hour.next(minuteOfDay / 60); h >= 0; h = hour.next(h + 1)) {
      int m = minute.next(h == minuteOfDay / 60 ? from : 0);
      if (m >= 0) {
        return Optional.of(date.atTime(h, m));
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean isDueOn(LocalDate date) {
    if (!month.contains(date.getMonthValue())) {
      return false;
    }
    boolean byDay = day.contains(date.getDayOfMonth());
    boolean byWeekday =
        weekday.contains(date.getDayOfWeek().getValue() % DayOfWeek.values().length);
    boolean oneIsFree = day.isAny() || weekday.isAny();
    return oneIsFree ? byDay && byWeekday : byDay || byWeekday;
  }

  @Override
  public boolean isEveryHour() {
    return hour.isAny();
  }

  private String fields() {
    return String.join(" ", minute.text(), hour.text(), day.text(), month.text(), weekday.text());
  }

  @Override
  public String text() {
    return "cron " + fields();
  }
}
