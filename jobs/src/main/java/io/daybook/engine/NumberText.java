package io.daybook.engine;

import java.util.regex.Pattern;

/**
 * The dialect's {@code number_text}: a text that every engine casts to a decimal, or NULL. What
 * engines take for a number differs: exponents, NaN, underscores, blanks.
 */
final class NumberText {
  private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,24}(\\.[0-9]{1,100})?");

  private NumberText() {}

  /**
   * The text without blanks around it where it is a plain number.
   *
   * @return digits with an optional minus and point; null for anything else and for more than 24
   *     digits before the point
   */
  static String of(String text) {
    if (text == null) {
      return null;
    }
    String trimmed = text.strip();
    return PLAIN.matcher(trimmed).matches() ? trimmed : null;
  }
}
