package io.daybook.report.layout;

/**
 * Text that stands on one line of a report whatever was typed into the source: no line breaks, no
 * control characters, no marks that turn the direction of what follows, no half characters.
 */
public final class OneLine {
  /** Characters after which a label or title is cut. */
  public static final int LABEL = 120;

  /** Holds emoji families together. */
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private OneLine() {}

  /** The text on one line. */
  public static String of(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isSpace(point)) {
                if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                  line.append(' ');
                }
              } else if (Character.getType(point) == Character.SURROGATE) {
                line.append('\uFFFD');
              } else if (!isHidden(point)) {
                line.appendCodePoint(point);
              }
            });
    return line.toString().strip();
  }

  /** The text on one line, with an ellipsis where it was cut. */
  public static String of(String text, int mostCharacters) {
    return cut(of(text), mostCharacters);
  }

  /** A label or title; never empty. */
  static String label(String what, String text) {
    if (text == null) {
      throw new NullPointerException(what + " is null");
    }
    String line = of(text, LABEL);
    if (line.isEmpty()) {
      throw new IllegalArgumentException("Invalid " + what + ": it is empty");
    }
    return line;
  }

  /** Cuts at a whole character; the result, ellipsis included, is no longer than asked. */
  public static String cut(String text, int mostCharacters) {
    if (text.length() <= mostCharacters) {
      return text;
    }
    int end = mostCharacters - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).stripTrailing() + "…";
  }

  private static boolean isSpace(int point) {
    return Character.isWhitespace(point)
        || Character.isISOControl(point)
        || point == 0x2028
        || point == 0x2029;
  }

  /** Formats and non-characters: zero width, direction marks, byte order marks, tags. */
  private static boolean isHidden(int point) {
    boolean format = Character.getType(point) == Character.FORMAT && point != ZERO_WIDTH_JOINER;
    boolean noCharacter = (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    return format || noCharacter;
  }
}
