package io.daybook.zone;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneOffsetTransitionRule.TimeDefinition;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What holds after the last change that a compiled zone lists: its footer, a TZ string of POSIX
 * such as {@code AEST-10AEDT,M10.1.0,M4.1.0/3}, with hours from -167 to 167 (RFC 9636).
 *
 * @param standard offset without summer time
 * @param changes the two changes of every year in their order; none without summer time
 */
record FutureRule(ZoneOffset standard, List<ZoneOffsetTransitionRule> changes) {
  private static final String NAME = "(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]+>)";
  private static final String TIME = "([+-]?\\d{1,3}(?::\\d{2}){0,2})";
  private static final String DAY = "M(\\d{1,2})\\.([1-5])\\.([0-6])(?:/" + TIME + ")?";
  private static final Pattern FORM =
      Pattern.compile(NAME + TIME + "(?:" + NAME + TIME + "?," + DAY + "," + DAY + ")?");

  private static final int HOUR = 3600;
  private static final int SECONDS_OF_DAY = 24 * HOUR;
  private static final String TWO_O_CLOCK = "2";
  private static final int LAST_WEEK = 5;

  FutureRule {
    changes = List.copyOf(changes);
  }

  /**
   * Reads a footer.
   *
   * @throws IllegalArgumentException when it is not of the form that the tz database uses
   */
  static FutureRule parse(String footer) {
    Matcher form = FORM.matcher(footer);
    if (!form.matches()) {
      throw new IllegalArgumentException("the footer cannot be read: " + footer);
    }
    // POSIX counts west of Greenwich.
    ZoneOffset standard = ZoneOffset.ofTotalSeconds(-seconds(form.group(1)));
    if (form.group(3) == null) {
      return new FutureRule(standard, List.of());
    }
    ZoneOffset summer =
        ZoneOffset.ofTotalSeconds(
            form.group(2) == null ? standard.getTotalSeconds() + HOUR : -seconds(form.group(2)));
    return new FutureRule(
        standard,
        Stream.of(
                change(form, 3, standard, standard, summer),
                change(form, 7, standard, summer, standard))
            .sorted(Comparator.comparing(ZoneOffsetTransitionRule::getMonth))
            .toList());
  }

  /** A change at a time of the clock that may lie on another day than the one that is named. */
  private static ZoneOffsetTransitionRule change(
      Matcher form, int group, ZoneOffset standard, ZoneOffset before, ZoneOffset after) {
    Month month = Month.of(Integer.parseInt(form.group(group)));
    int week = Integer.parseInt(form.group(group + 1));
    DayOfWeek weekday = DayOfWeek.SUNDAY.plus(Integer.parseInt(form.group(group + 2)));
    String time = form.group(group + 3) == null ? TWO_O_CLOCK : form.group(group + 3);
    int seconds = seconds(time);
    int days = Math.floorDiv(seconds, SECONDS_OF_DAY);
    return ZoneOffsetTransitionRule.of(
        month,
        firstDay(month, week, days),
        weekday.plus(days),
        LocalTime.ofSecondOfDay(Math.floorMod(seconds, SECONDS_OF_DAY)),
        false,
        TimeDefinition.WALL,
        standard,
        before,
        after);
  }

  /** The weekday is meant that is this day of the month or the next after it; -1 is the last. */
  private static int firstDay(Month month, int week, int days) {
    if (week == LAST_WEEK && days == 0) {
      return -1;
    }
    if (week == LAST_WEEK && month == Month.FEBRUARY) {
      throw new IllegalArgumentException("a day beside the last week of February moves");
    }
    int first = week == LAST_WEEK ? month.maxLength() - 6 : 1 + 7 * (week - 1);
    if (first + days < 1) {
      throw new IllegalArgumentException("a change begins in the month before the one it names");
    }
    return first + days;
  }

  private static int seconds(String time) {
    String[] parts = time.replaceFirst("^[+-]", "").split(":");
    int seconds = 0;
    int unit = HOUR;
    for (String part : parts) {
      seconds += unit * Integer.parseInt(part);
      unit /= 60;
    }
    return time.startsWith("-") ? -seconds : seconds;
  }
}
