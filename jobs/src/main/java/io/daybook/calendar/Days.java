package io.daybook.calendar;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Days that recur. */
sealed interface Days {
  Set<DayOfWeek> WORKING_DAYS =
      Collections.unmodifiableSet(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

  /** The first such day that is not before this one. */
  LocalDate next(LocalDate from);

  /** As people write it. */
  String text();

  static String name(Enum<?> dayOrMonth) {
    return dayOrMonth.name().toLowerCase(Locale.ROOT);
  }

  /** Every day. */
  record Daily() implements Days {
    @Override
    public LocalDate next(LocalDate from) {
      return from;
    }

    @Override
    public String text() {
      return "daily";
    }
  }

  /** Some days of every week. */
  record Weekly(Set<DayOfWeek> on) implements Days {
    public Weekly {
      on = Collections.unmodifiableSet(new TreeSet<>(on));
    }

    @Override
    public LocalDate next(LocalDate from) {
      LocalDate day = from;
      while (!on.contains(day.getDayOfWeek())) {
        day = day.plusDays(1);
      }
      return day;
    }

    @Override
    public String text() {
      return on.equals(WORKING_DAYS)
          ? "weekdays"
          : "weekly on " + on.stream().map(Days::name).collect(Collectors.joining(", "));
    }
  }

  /** One day of every second week. */
  record Biweekly(DayOfWeek on, LocalDate anchor) implements Days {
    private static final int DAYS = 14;

    public Biweekly {
      requireNonNull(on, "on is null");
      requireNonNull(anchor, "anchor is null");
    }

    @Override
    public LocalDate next(LocalDate from) {
      LocalDate first = anchor.with(TemporalAdjusters.nextOrSame(on));
      long since = Math.floorMod(ChronoUnit.DAYS.between(first, from), (long) DAYS);
      return since == 0 ? from : from.plusDays(DAYS - since);
    }

    @Override
    public String text() {
      return "biweekly on " + name(on) + " from " + anchor;
    }
  }

  /** One day of every month, or of every third or twelfth. */
  record OfMonths(Step step, int firstMonth, DayOfMonth day) implements Days {
    /** How many months lie between two such days. */
    enum Step {
      MONTHLY(1),
      QUARTERLY(3),
      YEARLY(12);

      private final int months;

      Step(int months) {
        this.months = months;
      }
    }

    public OfMonths {
      requireNonNull(step, "step is null");
      requireNonNull(day, "day is null");
    }

    @Override
    public LocalDate next(LocalDate from) {
      LocalDate month = from.withDayOfMonth(1);
      while (true) {
        if (Math.floorMod(month.getMonthValue() - firstMonth, step.months) == 0) {
          LocalDate due = day.of(month);
          if (!due.isBefore(from)) {
            return due;
          }
        }
        month = month.plusMonths(1);
      }
    }

    @Override
    public String text() {
      String from = step == Step.MONTHLY ? "" : " from " + name(java.time.Month.of(firstMonth));
      return name(step) + from + " on " + day.text();
    }
  }
}
