package io.daybook.calendar;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/** The same time on some days. */
record TimeOfDays(Days days, LocalTime at) implements Rule {
  TimeOfDays {
    requireNonNull(days, "days is null");
    requireNonNull(at, "at is null");
  }

  @Override
  public Optional<LocalDateTime> after(LocalDateTime local) {
    LocalDate first = local.toLocalDate();
    return Optional.of(
        days.next(local.toLocalTime().isBefore(at) ? first : first.plusDays(1)).atTime(at));
  }

  @Override
  public boolean isDueOn(LocalDate day) {
    return days.next(day).equals(day);
  }

  @Override
  public boolean isEveryHour() {
    return false;
  }

  @Override
  public String text() {
    String text = days.text();
    int without = text.indexOf(" without ");
    return without < 0
        ? text + " at " + at
        : text.substring(0, without) + " at " + at + text.substring(without);
  }
}
