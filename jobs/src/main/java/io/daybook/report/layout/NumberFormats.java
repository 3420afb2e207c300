package io.daybook.report.layout;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;

/**
 * Digits, separators and the place of the currency. Digits are 0 to 9 everywhere. Own grouping,
 * because the JDK's has one size only and Indian numbers need two.
 */
final class NumberFormats {
  private static final Set<String> LAKHS = Set.of("IN", "BD", "NP", "BT");
  private static final char HARD_SPACE = '\u00A0';

  private final char decimal;
  private final char grouping;
  private final int upperGroup;
  private final String prefix;
  private final String suffix;
  private final String percent;

  NumberFormats(Locale locale, Currency currency) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
    this.decimal = symbols.getDecimalSeparator();
    this.grouping = hardSpaced(symbols.getGroupingSeparator());
    this.upperGroup = LAKHS.contains(locale.getCountry()) ? 2 : 3;
    String local = currency.getSymbol(locale);
    String symbol = FontLetters.cover(local) ? local : currency.getCurrencyCode();
    boolean letters = Character.isLetter(symbol.charAt(symbol.length() - 1));
    String pattern = pattern(NumberFormat.getCurrencyInstance(locale));
    int sign = pattern.indexOf('¤');
    int digits = pattern.indexOf('#');
    boolean spaced = pattern.chars().anyMatch(Character::isSpaceChar) || letters;
    boolean before = sign < digits;
    this.prefix = before ? symbol + (spaced ? HARD_SPACE : "") : "";
    this.suffix = before ? "" : (spaced ? HARD_SPACE : "") + symbol;
    boolean spacedPercent =
        pattern(NumberFormat.getPercentInstance(locale)).chars().anyMatch(Character::isSpaceChar);
    this.percent = spacedPercent ? HARD_SPACE + "%" : "%";
  }

  private static String pattern(NumberFormat format) {
    String pattern = ((DecimalFormat) format).toPattern();
    int negative = pattern.indexOf(';');
    return negative < 0 ? pattern : pattern.substring(0, negative);
  }

  /** Fonts lack the narrow one. */
  private static char hardSpaced(char separator) {
    return Character.isSpaceChar(separator) ? HARD_SPACE : separator;
  }

  /** A number that is not negative, with all decimals of its scale. */
  String digits(BigDecimal value) {
    String plain = value.toPlainString();
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    StringBuilder text = new StringBuilder(plain.length() + plain.length() / 2);
    for (int i = 0; i < whole.length(); i++) {
      int left = whole.length() - i;
      if (i > 0 && (left == 3 || (left > 3 && (left - 3) % upperGroup == 0))) {
        text.append(grouping);
      }
      text.append(whole.charAt(i));
    }
    return point < 0
        ? text.toString()
        : text.append(decimal).append(plain, point + 1, plain.length()).toString();
  }

  String withSymbol(String digits) {
    return prefix + digits + suffix;
  }

  String percent() {
    return percent;
  }

  /** A spreadsheet's format of digits with the symbol. */
  String sheetFormat(String digits) {
    return quoted(prefix) + digits + quoted(suffix);
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "" : "\"" + text.replace("\"", "") + "\"";
  }
}
