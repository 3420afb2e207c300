package io.daybook.delivery.smtp;

/**
 * Text for a header or a file name. A line break would end the header and begin another of the
 * writer's choice; a mark that turns the direction of what follows would show another name.
 */
public final class OneLine {
  private static final int LONGEST_FILE_NAME = 150;

  private OneLine() {}

  /** The text on one line: white space becomes a space, what cannot be seen is dropped. */
  public static String of(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isBreak(point) || Character.isWhitespace(point)) {
                if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                  line.append(' ');
                }
              } else if (!isHidden(point)) {
                line.appendCodePoint(point);
              }
            });
    return line.toString().strip();
  }

  /** The text with a visible mark where a character is that must not be in a name or an address. */
  public static String visible(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> line.appendCodePoint(isBreak(point) || isHidden(point) ? 0xFFFD : point));
    return line.toString();
  }

  /** A name of a file, without a folder; never empty. */
  public static String fileName(String text) {
    String name = of(text).replaceAll("[/\\\\:*?\"<>|]", "_").replaceAll("^\\.+", "_");
    if (name.length() > LONGEST_FILE_NAME) {
      int dot = name.lastIndexOf('.');
      String extension = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
      int end = LONGEST_FILE_NAME - extension.length();
      end -= Character.isHighSurrogate(name.charAt(end - 1)) ? 1 : 0;
      name = name.substring(0, end) + extension;
    }
    return name.isEmpty() ? "_" : name;
  }

  private static boolean isBreak(int point) {
    return Character.isISOControl(point) || point == 0x2028 || point == 0x2029;
  }

  private static boolean isHidden(int point) {
    int type = Character.getType(point);
    return type == Character.FORMAT || type == Character.SURROGATE;
  }
}
