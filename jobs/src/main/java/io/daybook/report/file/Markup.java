package io.daybook.report.file;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes XHTML in which no text can become markup. Attributes come in pairs of name and value. What
 * XML cannot hold is left out. For one thread.
 */
final class Markup {
  private final StringBuilder text = new StringBuilder(16 << 10);
  private final Deque<String> open = new ArrayDeque<>();

  /** Takes text that is markup already; only for constants of this program. */
  Markup raw(String markup) {
    text.append(markup);
    return this;
  }

  Markup open(String element, String... attributes) {
    tag(element, attributes).append('>');
    open.push(element);
    return this;
  }

  /** An element without content. */
  Markup empty(String element, String... attributes) {
    tag(element, attributes).append("/>");
    return this;
  }

  /** An element with nothing but text. */
  Markup element(String element, String content, String... attributes) {
    return open(element, attributes).text(content).close();
  }

  Markup close() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  Markup text(String content) {
    escape(content);
    return this;
  }

  private StringBuilder tag(String element, String... attributes) {
    text.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      text.append('"');
    }
    return text;
  }

  private void escape(String content) {
    content
        .codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                default -> {
                  if (isXml(point)) {
                    text.appendCodePoint(point);
                  }
                }
              }
            });
  }

  /** Whether XML 1.0 can hold a character. */
  static boolean isXml(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || (point >= 0x10000 && point <= 0x10FFFF);
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("Cannot end markup: open are " + open);
    }
    return text.toString();
  }
}
