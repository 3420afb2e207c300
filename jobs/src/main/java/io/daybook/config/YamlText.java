package io.daybook.config;

import java.util.Locale;
import java.util.Set;

/** Texts as YAML that reads back as the same texts: for files that are drafted, and for advice. */
public final class YamlText {
  private static final Set<String> SPECIAL_WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private static final int LINE_SEPARATOR = 0x2028;
  private static final int PARAGRAPH_SEPARATOR = 0x2029;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private YamlText() {}

  /** Plain where YAML takes it for the same text anywhere, in quotes elsewhere. */
  public static String scalar(String text) {
    boolean plain =
        text.matches("[A-Za-z_][A-Za-z0-9_./ -]*")
            && !text.endsWith(" ")
            && !SPECIAL_WORDS.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : quoted(text);
  }

  /** On one line, whatever it holds: what would end a comment is a blank. */
  public static String comment(String text) {
    StringBuilder line = new StringBuilder(text);
    for (int i = 0; i < line.length(); i++) {
      if (mustBeEscaped(line.charAt(i))) {
        line.setCharAt(i, ' ');
      }
    }
    return line.toString().stripTrailing();
  }

  /** In single quotes; in double ones where only an escape says what it is. */
  public static String quoted(String text) {
    if (text.codePoints().noneMatch(YamlText::mustBeEscaped)) {
      return "'" + text.replace("'", "''") + "'";
    }
    StringBuilder escaped = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (mustBeEscaped(each)) {
        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) each));
      } else {
        escaped.append(each == '"' || each == '\\' ? "\\" : "").append(each);
      }
    }
    return escaped.append('"').toString();
  }

  /** Controls, and what YAML takes for the end of a line or of nothing. */
  private static boolean mustBeEscaped(int letter) {
    return Character.isISOControl(letter)
        || letter == LINE_SEPARATOR
        || letter == PARAGRAPH_SEPARATOR
        || letter == BYTE_ORDER_MARK;
  }
}
