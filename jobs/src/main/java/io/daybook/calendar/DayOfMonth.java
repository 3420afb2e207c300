package io.daybook.calendar;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One day of a month, whatever its length. */
sealed interface DayOfMonth {
  /**
   * The day in a month.
   *
   * @param first the first day of the month
   */
  LocalDate of(LocalDate first);

  /** As people write it. */
  String text();

  /** The n-th day; the last one of a month that is shorter. 31 is the last day of every month. */
  record Numbered(int number) implements DayOfMonth {
    /** What {@code last day} is. */
    static final int LAST = 31;

    public Numbered {
      if (number < 1 || number > LAST) {
        throw new IllegalArgumentException("day " + number + " is in no month; 1 to 31 are");
      }
    }

    @Override
    public LocalDate of(LocalDate first) {
      return first.withDayOfMonth(Math.min(number, first.lengthOfMonth()));
    }

    @Override
    public String text() {
      return "day " + number;
    }
  }

  /**
   * The n-th of the days from Monday to Friday that are no holiday; the last where there are fewer.
   */
  record Business(int number, Set<LocalDate> holidays) implements DayOfMonth {
    private static final int MOST = 23;

    public Business {
      if (number < 1 || number > MOST) {
        throw new IllegalArgumentException(
            "business day " + number + " is in no month; 1 to " + MOST + " are");
      }
      holidays = Collections.unmodifiableSet(new TreeSet<>(holidays));
    }

    @Override
    public LocalDate of(LocalDate first) {
      int left = number;
      LocalDate last = first.withDayOfMonth(first.lengthOfMonth());
      LocalDate found = last;
      for (LocalDate day = first; left > 0 && !day.isAfter(last); day = day.plusDays(1)) {
        if (Days.WORKING_DAYS.contains(day.getDayOfWeek()) && !holidays.contains(day)) {
          found = day;
          left--;
        }
      }
      return found;
    }

    @Override
    public String text() {
      return "business day "
          + number
          + (holidays.isEmpty()
              ? ""
              : holidays.stream()
                  .map(LocalDate::toString)
                  .collect(Collectors.joining(", ", " without ", "")));
    }
  }
}
