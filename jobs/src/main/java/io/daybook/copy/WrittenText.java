package io.daybook.copy;

import java.time.LocalDate;

/**
 * Reads what people and programs wrote into a text column: one date, instant or number, with blanks
 * around it or none. What is not exactly of the form is refused, never guessed at. A text is read
 * from its bytes, without an object for it; one reader is used again and again, by one thread.
 *
 * <ul>
 *   <li>a date: {@code 2026-03-29}, or that of an instant, as it is written: {@code
 *       2026-03-29T23:15:00-05:00} is of that day, whatever day it is in UTC
 *   <li>an instant: a date (the start of that day, UTC), or date and time with {@code T} or one
 *       blank between, {@code 10:15}, {@code 10:15:30} or {@code 10:15:30.123456}, then {@code Z},
 *       an offset {@code +11}, {@code +11:00}, {@code +1100}, or nothing, which is UTC
 *   <li>a number: {@code -12.50}, digits on both sides of a point, no exponent
 * </ul>
 */
final class WrittenText {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int MOST_OFFSET_MINUTES = 18 * 60;
  private static final long FIRST = LocalDate.of(1, 1, 1).toEpochDay() * DAY_MICROS;
  private static final long END = LocalDate.of(10_000, 1, 1).toEpochDay() * DAY_MICROS;

  private byte[] data;
  private int position;
  private int end;
  private long value;

  /** The value that was read last: days or microseconds since 1970-01-01 UTC, or a number. */
  long value() {
    return value;
  }

  /** Start and end of the text without the blanks around it. */
  private void begin(byte[] bytes, int offset, int length) {
    data = bytes;
    position = offset;
    end = offset + length;
    while (position < end && isBlank(data[position])) {
      position++;
    }
    while (end > position && isBlank(data[end - 1])) {
      end--;
    }
  }

  boolean date(byte[] bytes, int offset, int length) {
    begin(bytes, offset, length);
    if (!day()) {
      return false;
    }
    long day = value;
    boolean isDate = position == end || timeOfDay();
    value = day;
    return isDate;
  }

  boolean timestamp(byte[] bytes, int offset, int length) {
    begin(bytes, offset, length);
    if (!day()) {
      return false;
    }
    long midnight = value * DAY_MICROS;
    value = midnight;
    if (position == end) {
      return true;
    }
    if (!timeOfDay()) {
      return false;
    }
    value += midnight;
    return value >= FIRST && value < END;
  }

  /** What follows a date, up to the end: microseconds of the day less those of the offset. */
  private boolean timeOfDay() {
    if ((!take('T') && !take(' ')) || !time()) {
      return false;
    }
    long micros = value;
    boolean isWhole = offset() && position == end;
    value = micros - value;
    return isWhole;
  }

  /**
   * A number that a long holds.
   *
   * @param scale digits after the point of the value, which is the number in units of its last
   *     digit; further digits of the text must be zeros
   */
  boolean number(byte[] bytes, int offset, int length, int scale) {
    begin(bytes, offset, length);
    boolean negative = take('-');
    value = 0;
    int start = position;
    while (position < end && isDigit(data[position])) {
      if (!append(data[position++] - '0')) {
        return false;
      }
    }
    if (position == start) {
      return false;
    }
    int digits = 0;
    if (take('.')) {
      if (position == end) {
        return false;
      }
      for (; position < end && isDigit(data[position]); position++) {
        int digit = data[position] - '0';
        if (digits < scale ? !append(digit) : digit != 0) {
          return false;
        }
        digits++;
      }
    }
    for (; digits < scale; digits++) {
      if (!append(0)) {
        return false;
      }
    }
    return position == end && sign(negative);
  }

  /** One digit more of a number that is kept negative, because there is one more of those. */
  private boolean append(int digit) {
    if (value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit) {
      return false;
    }
    value = value * 10 - digit;
    return true;
  }

  private boolean sign(boolean negative) {
    if (!negative) {
      if (value == Long.MIN_VALUE) {
        return false;
      }
      value = -value;
    }
    return true;
  }

  /** {@code yyyy-mm-dd} in the years 1 to 9999. */
  private boolean day() {
    if (end - position < 10) {
      return false;
    }
    int year = digits(4);
    boolean dashes = year > 0 && take('-');
    int month = dashes ? digits(2) : -1;
    dashes = dashes && take('-');
    int day = dashes ? digits(2) : -1;
    if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
      return false;
    }
    value = epochDay(year, month, day);
    return true;
  }

  /** Days since 1970-01-01, counted from the first of March because February is the odd one. */
  private static long epochDay(int year, int month, int day) {
    long fromMarch = (month + 9L) % 12;
    long years = year - fromMarch / 10;
    long days = 365 * years + years / 4 - years / 100 + years / 400;
    return days + (fromMarch * 306 + 5) / 10 + day - 1 - 719_468;
  }

  private static int daysOf(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** {@code hh:mm[:ss[.f]]} to microseconds of the day; a digit below them must be zero. */
  private boolean time() {
    int hours = digits(2);
    int minutes = hours >= 0 && take(':') ? digits(2) : -1;
    int seconds = 0;
    long micros = 0;
    if (minutes >= 0 && take(':')) {
      seconds = digits(2);
      if (seconds >= 0 && take('.')) {
        micros = fraction();
      }
    }
    value = ((hours * 60L + minutes) * 60 + seconds) * 1_000_000 + micros;
    return hours >= 0
        && hours < 24
        && minutes >= 0
        && minutes < 60
        && seconds >= 0
        && seconds < 60
        && micros >= 0;
  }

  private long fraction() {
    int start = position;
    long micros = 0;
    for (; position < end && isDigit(data[position]); position++) {
      int place = position - start;
      if (place < 6) {
        micros = micros * 10 + data[position] - '0';
      } else if (data[position] != '0') {
        return -1;
      }
    }
    for (int place = position - start; place < 6; place++) {
      micros *= 10;
    }
    return position == start ? -1 : micros;
  }

  /** {@code Z}, {@code +hh}, {@code +hh:mm}, {@code +hhmm} or nothing, to microseconds. */
  private boolean offset() {
    value = 0;
    if (position == end || take('Z')) {
      return true;
    }
    boolean west = take('-');
    if (!west && !take('+')) {
      return false;
    }
    int hours = digits(2);
    int minutes = 0;
    if (hours >= 0 && position < end) {
      position += data[position] == ':' ? 1 : 0;
      minutes = digits(2);
    }
    if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > MOST_OFFSET_MINUTES) {
      return false;
    }
    value = (hours * 60L + minutes) * (west ? -60_000_000 : 60_000_000);
    return true;
  }

  /** So many digits; negative where there are fewer. */
  private int digits(int count) {
    int number = 0;
    for (int i = 0; i < count; i++) {
      if (position >= end || !isDigit(data[position])) {
        return -1;
      }
      number = number * 10 + data[position++] - '0';
    }
    return number;
  }

  private boolean take(char letter) {
    if (position < end && data[position] == letter) {
      position++;
      return true;
    }
    return false;
  }

  private static boolean isDigit(byte letter) {
    return letter >= '0' && letter <= '9';
  }

  private static boolean isBlank(byte letter) {
    return letter == ' ' || (letter >= '\t' && letter <= '\r');
  }
}
