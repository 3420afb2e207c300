package io.daybook.report.layout;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Dates as a locale writes them; years always have four digits, hours run from 0 to 23. Where the
 * names of months or days are in letters that the reports' font lacks, dates are digits alone, as
 * ISO 8601 writes them.
 */
final class DateFormats {
  private static final String ISO_DAY = "yyyy-MM-dd";
  private static final Set<String> SAYS_DE = Set.of("pt", "es", "gl", "ca");

  private final Locale locale;
  private final ZoneId zone;
  private final String dayPattern;
  private final DateTimeFormatter day;
  private final DateTimeFormatter longDay;
  private final boolean monthFirst;
  private final boolean inWords;

  DateFormats(Locale locale, ZoneId zone) {
    this.locale = locale;
    this.zone = zone;
    this.longDay = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
    this.inWords = hasLetters();
    this.dayPattern = inWords ? localDayPattern(locale) : ISO_DAY;
    this.day = DateTimeFormatter.ofPattern(dayPattern, locale);
    this.monthFirst = dayPattern.indexOf('M') < dayPattern.indexOf('d');
  }

  private static String localDayPattern(Locale locale) {
    return DateTimeFormatterBuilder.getLocalizedDateTimePattern(
            FormatStyle.SHORT, null, IsoChronology.INSTANCE, locale)
        .replaceAll("[^yMd./\\- ]", "")
        .replaceAll("y+", "yyyy")
        .replaceAll("M+", "MM")
        .replaceAll("d+", "dd")
        .strip();
  }

  /** Whether the font has all letters that a date in words can need. */
  private boolean hasLetters() {
    Stream<String> months =
        Stream.of(Month.values())
            .flatMap(
                month ->
                    Stream.of(
                        month.getDisplayName(TextStyle.SHORT, locale),
                        month.getDisplayName(TextStyle.FULL, locale),
                        LocalDate.of(2026, month, 28).format(longDay)));
    Stream<String> days =
        Stream.of(DayOfWeek.values()).map(each -> each.getDisplayName(TextStyle.FULL, locale));
    return Stream.concat(months, days).allMatch(FontLetters::cover);
  }

  /** Whether dates can have names of months and days. */
  boolean inWords() {
    return inWords;
  }

  String dayPattern() {
    return dayPattern;
  }

  String day(LocalDate date) {
    return date.format(day);
  }

  String dayOfMonth(LocalDate date) {
    if (!inWords) {
      return date.toString().substring("2026-".length());
    }
    String month = shortName(date);
    return monthFirst ? month + " " + date.getDayOfMonth() : date.getDayOfMonth() + " " + month;
  }

  String shortMonth(LocalDate date) {
    return inWords ? shortName(date) + " " + date.getYear() : YearMonth.from(date).toString();
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
    if (!inWords) {
      return span.days() == 1 ? day(from) : day(from) + " – " + day(last);
    }
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
