package io.daybook.calendar;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One field of cron.
 *
 * @param values that match; 0 is Sunday
 * @param isAny whether nothing is restricted
 */
record CronField(String text, BitSet values, boolean isAny) {
  private record Range(int least, int most, List<String> names) {}

  private static final Map<String, Range> RANGES =
      Map.of(
          "minute", new Range(0, 59, List.of()),
          "hour", new Range(0, 23, List.of()),
          "day", new Range(1, 31, List.of()),
          "month",
              new Range(
                  1,
                  12,
                  List.of(
                      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                      "dec")),
          // Both 0 and 7 are Sunday.
          "weekday", new Range(0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat")));

  private static final Pattern PART =
      Pattern.compile("(\\*|([0-9]{1,2}|[a-z]{3})(?:-([0-9]{1,2}|[a-z]{3}))?)(?:/([0-9]{1,2}))?");

  static CronField parse(String name, String text) {
    String lower = text.toLowerCase(Locale.ROOT).replace('?', '*');
    Range range = RANGES.get(name);
    BitSet values = new BitSet();
    for (String part : lower.split(",", -1)) {
      Matcher matcher = PART.matcher(part);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "cron's " + name + " must be like *, 5, 1-5, */15 or a list of these, not " + text);
      }
      add(values, name, range, matcher);
    }
    if (name.equals("weekday") && values.get(7)) {
      values.set(0);
      values.clear(7);
    }
    return new CronField(lower, values, lower.equals("*"));
  }

  private static void add(BitSet values, String name, Range range, Matcher part) {
    int step = part.group(4) == null ? 1 : Integer.parseInt(part.group(4));
    int first = range.least();
    int last = range.most();
    if (part.group(2) != null) {
      first = number(name, range, part.group(2));
      boolean open = part.group(3) == null && part.group(4) != null;
      last =
          part.group(3) != null ? number(name, range, part.group(3)) : open ? range.most() : first;
    }
    if (step < 1 || last < first) {
      throw new IllegalArgumentException("cron's " + name + " " + part.group() + " holds no value");
    }
    for (int value = first; value <= last; value += step) {
      values.set(value);
    }
  }

  private static int number(String name, Range range, String text) {
    int named = range.names().indexOf(text);
    if (named >= 0) {
      return named + (name.equals("month") ? 1 : 0);
    }
    int value = Character.isDigit(text.charAt(0)) ? Integer.parseInt(text) : -1;
    if (value < range.least() || value > range.most()) {
      throw new IllegalArgumentException(
          "cron's %s must be %d to %d, not %s".formatted(name, range.least(), range.most(), text));
    }
    return value;
  }

  boolean contains(int value) {
    return values.get(value);
  }

  /** The first value from this one on; -1 when there is none. */
  int next(int from) {
    return values.nextSetBit(from);
  }
}
