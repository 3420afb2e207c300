package io.daybook.report.file;

import io.daybook.report.layout.OneLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts as a cell can hold them. */
final class XlsxText {
  /** Characters of a cell; more makes the file need a repair. */
  static final int MOST = 32_767;

  private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");
  private static final Pattern ESCAPED = Pattern.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)");

  private XlsxText() {}

  /** What of a text a cell can say: no control characters, and not more than it holds. */
  static String sayable(String text) {
    StringBuilder sayable = new StringBuilder(Math.min(text.length(), MOST));
    text.codePoints().filter(Markup::isXml).forEach(sayable::appendCodePoint);
    return OneLine.cut(sayable.toString(), MOST);
  }

  /** As it is stored: what looks like the format's own escape is escaped. */
  static String stored(String sayable) {
    return ESCAPE.matcher(sayable).replaceAll("_x005F_");
  }

  /** What a stored text says. */
  static String said(String stored) {
    Matcher matcher = ESCAPED.matcher(stored);
    return matcher.replaceAll("_");
  }
}
