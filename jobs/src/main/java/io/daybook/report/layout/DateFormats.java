package io.daybook.report.layout;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Set;

/** Dates as a locale writes them; years always have four digits, hours run from 0 to 23. */
final class DateFormats {
  private static final Set<String> SAYS_DE = Set.of("pt", "es", "gl", "ca");

  private final Locale locale;
  private final ZoneId zone;
  private final String dayPattern;
  private final DateTimeFormatter day;
  private final DateTimeFormatter longDay;
  private final boolean monthFirst;

  DateFormats(Locale locale, ZoneId zone) {
    this.locale = locale;
    this.zone = zone;
    this.dayPattern =
        DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                FormatStyle.SHORT, null, IsoChronology.INSTANCE, locale)
            .replaceAll("[^yMd./\\- ]", "")
            .replaceAll("y+", "yyyy")
            .replaceAll("M+", "MM")
            .replaceAll("d+", "dd")
            .strip();
    this.day = DateTimeFormatter.ofPattern(dayPattern, locale);
    this.longDay = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
    this.monthFirst = dayPattern.indexOf('M') < dayPattern.indexOf('d');
  }

  String dayPattern() {
    return dayPattern;
  }

  String day(LocalDate date) {
    return date.format(day);
  }

  String dayOfMonth(LocalDate date) {
    String month = shortName(date);
    return monthFirst ? month + " " + date.getDayOfMonth() : date.getDayOfMonth() + " " + month;
  }

  String shortMonth(LocalDate date) {
    return shortName(date) + " " + date.getYear();
  }

  private String shortName(LocalDate date) {
    return date.getMonth().getDisplayName(TextStyle.SHORT, locale).replace(".", "");
  }

  private String longName(LocalDate date) {
    return date.getMonth().getDisplayName(TextStyle.FULL, locale);
  }

  String moment(Instant instant) {
    var local = instant.atZone(zone);
    return "%s %02d:%02d".formatted(day(local.toLocalDate()), local.getHour(), local.getMinute());
  }

  String span(DateSpan span) {
    LocalDate from = span.from();
    LocalDate last = span.last();
    if (span.days() == 1) {
      return from.getDayOfWeek().getDisplayName(TextStyle.FULL, locale)
          + ", "
          + from.format(longDay);
    }
    if (from.getDayOfYear() == 1 && span.until().equals(from.plusYears(1))) {
      return Integer.toString(from.getYear());
    }
    if (from.getDayOfMonth() == 1 && span.until().equals(from.plusMonths(1))) {
      return longName(from) + ofYear(from);
    }
    return range(from, last);
  }

  private String ofYear(LocalDate date) {
    return (SAYS_DE.contains(locale.getLanguage()) ? " de " : " ") + date.getYear();
  }

  /** The shared month and year are said once. */
  private String range(LocalDate from, LocalDate last) {
    if (from.getYear() != last.getYear()) {
      return from.format(longDay) + " – " + last.format(longDay);
    }
    boolean oneMonth = from.getMonth() == last.getMonth();
    if (monthFirst && locale.getLanguage().equals("en")) {
      String start = longName(from) + " " + from.getDayOfMonth();
      return oneMonth
          ? start + "–" + last.getDayOfMonth() + ", " + last.getYear()
          : start + " – " + last.format(longDay);
    }
    if (monthFirst) {
      return from.format(longDay) + " – " + last.format(longDay);
    }
    String joint = SAYS_DE.contains(locale.getLanguage()) ? " de " : " ";
    return oneMonth
        ? from.getDayOfMonth() + "–" + last.format(longDay)
        : from.getDayOfMonth() + joint + longName(from) + " – " + last.format(longDay);
  }
}
