package io.daybook.calendar;

import io.daybook.config.Problems;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a rule as people write it. */
final class RuleText {
  private static final Pattern PARTS =
      Pattern.compile("(\\w+)(?: from (\\S+))?(?: on (.+?))?(?: from (\\S+))?");
  private static final Pattern NUMBERED = Pattern.compile("(business day|day) ([0-9]{1,2})");
  private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}");
  private static final List<String> WORDS =
      List.of("daily", "weekdays", "weekly", "biweekly", "monthly", "quarterly", "yearly", "cron");

  private final String text;

  RuleText(String text) {
    this.text = text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  Rule rule() {
    if (text.equals("cron") || text.startsWith("cron ")) {
      return Cron.parse(text.substring("cron".length()));
    }
    String[] holidays = text.split(" without ", 2);
    String[] time = holidays[0].split(" at ", 2);
    requireWord(time[0]);
    if (time.length < 2) {
      throw new IllegalArgumentException(text + " lacks its time, such as at 02:00");
    }
    return new TimeOfDays(
        days(time[0], holidays.length < 2 ? "" : holidays[1]), time(time[1].strip()));
  }

  private void requireWord(String days) {
    String word = days.split(" ", 2)[0];
    if (!WORDS.contains(word)) {
      throw new IllegalArgumentException(
          "%s is not a rule%s; known are %s"
              .formatted(
                  word.isEmpty() ? "nothing" : word,
                  Problems.didYouMean(word, WORDS),
                  String.join(", ", WORDS)));
    }
  }

  private static LocalTime time(String text) {
    try {
      if (TIME.matcher(text).matches()) {
        return LocalTime.parse(text);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("the time must be 00:00 to 23:59, not " + text, e);
    }
    throw new IllegalArgumentException("the time must be like 02:00, not " + text);
  }

  private Days days(String days, String without) {
    Matcher parts = PARTS.matcher(days);
    if (!parts.matches()) {
      throw new IllegalArgumentException(days + " is not a rule");
    }
    String word = parts.group(1);
    Optional<String> on = Optional.ofNullable(parts.group(3));
    Optional<String> from =
        Optional.ofNullable(parts.group(2) == null ? parts.group(4) : parts.group(2));
    Set<LocalDate> holidays = holidays(without);
    boolean ofMonths = Set.of("monthly", "quarterly", "yearly").contains(word);
    if (!holidays.isEmpty() && !on.orElse("").startsWith("business day")) {
      throw new IllegalArgumentException("holidays count only for a business day");
    }
    boolean takesFrom = ofMonths ? !word.equals("monthly") : word.equals("biweekly");
    if (from.isPresent() && !takesFrom) {
      throw new IllegalArgumentException(word + " takes no from");
    }
    if (ofMonths) {
      return new Days.OfMonths(
          Days.OfMonths.Step.valueOf(word.toUpperCase(Locale.ROOT)),
          from.map(RuleText::month).orElse(Month.JANUARY).getValue(),
          dayOfMonth(required(on, word, "on day 1"), holidays));
    }
    return ofWeeks(word, on, from);
  }

  private static Days ofWeeks(String word, Optional<String> on, Optional<String> from) {
    if (word.equals("daily") || word.equals("weekdays")) {
      if (on.isPresent()) {
        throw new IllegalArgumentException(word + " takes no on");
      }
      return word.equals("daily") ? new Days.Daily() : new Days.Weekly(Days.WORKING_DAYS);
    }
    String names = required(on, word, "on monday");
    if (word.equals("biweekly")) {
      return new Days.Biweekly(
          dayOfWeek(names), date(required(from, word, "from 2026-01-05, which decides the week")));
    }
    EnumSet<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    for (String name : names.split(",", -1)) {
      weekdays.add(dayOfWeek(name.strip()));
    }
    return new Days.Weekly(weekdays);
  }

  private static String required(Optional<String> part, String word, String example) {
    return part.orElseThrow(
        () -> new IllegalArgumentException(word + " lacks its day, such as " + example));
  }

  private static DayOfMonth dayOfMonth(String text, Set<LocalDate> holidays) {
    if (text.equals("last day")) {
      return new DayOfMonth.Numbered(DayOfMonth.Numbered.LAST);
    }
    Matcher matcher = NUMBERED.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a day of the month is like day 1, last day or business day 3, not " + text);
    }
    int number = Integer.parseInt(matcher.group(2));
    return matcher.group(1).equals("day")
        ? new DayOfMonth.Numbered(number)
        : new DayOfMonth.Business(number, holidays);
  }

  private static Set<LocalDate> holidays(String text) {
    Set<LocalDate> holidays = new TreeSet<>();
    if (!text.isBlank()) {
      for (String day : text.split(",", -1)) {
        holidays.add(date(day.strip()));
      }
    }
    return holidays;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a date must be like 2026-01-05, not " + text, e);
    }
  }

  private static DayOfWeek dayOfWeek(String text) {
    return named(DayOfWeek.class, text, "day of the week");
  }

  private static Month month(String text) {
    return named(Month.class, text, "month");
  }

  private static <E extends Enum<E>> E named(Class<E> type, String text, String what) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Days::name).toList();
    if (!names.contains(text)) {
      throw new IllegalArgumentException(
          text + " is not a " + what + Problems.didYouMean(text, names));
    }
    return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
  }
}
