package io.daybook.delivery.smtp;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Text for a header or a file name. A line break would end the header and begin another of the
 * writer's choice; a mark that turns the direction of what follows would show another name.
 */
public final class OneLine {
  /** In bytes: file systems allow 255, and something may be put before or after it. */
  private static final int LONGEST_FILE_NAME = 150;

  /** Windows has devices of these names, whatever the extension. */
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])([ .].*)?", Pattern.CASE_INSENSITIVE);

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

  /** A name of a file that every file system takes, without a folder; never empty. */
  public static String fileName(String text) {
    String name = portable(text);
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
    String before = name.substring(0, name.length() - extension.length());
    return ended(cut(before, LONGEST_FILE_NAME - extension.length()) + extension);
  }

  /**
   * A name of a folder that every file system takes, not one with folders in it; never empty.
   *
   * @param longest in bytes
   */
  public static String folderName(String text, int longest) {
    return ended(cut(portable(text), longest).strip());
  }

  private static String portable(String text) {
    String name =
        Normalizer.normalize(of(text), Normalizer.Form.NFC)
            .replaceAll("[/\\\\:*?\"<>|]", "_")
            .replaceAll("^\\.+", "_");
    return DEVICE.matcher(name).matches() ? "_" + name : name;
  }

  /** Windows drops dots and spaces at the end, so that two names would be one. */
  private static String ended(String name) {
    String ended = name.replaceAll("[. ]+$", "");
    return ended.isEmpty() ? "_" : ended;
  }

  private static String cut(String text, int bytes) {
    StringBuilder cut = new StringBuilder();
    int taken = 0;
    for (int point : text.codePoints().toArray()) {
      taken += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      if (taken > bytes) {
        break;
      }
      cut.appendCodePoint(point);
    }
    return cut.toString();
  }

  private static boolean isBreak(int point) {
    return Character.isISOControl(point) || point == 0x2028 || point == 0x2029;
  }

  private static boolean isHidden(int point) {
    int type = Character.getType(point);
    return type == Character.FORMAT || type == Character.SURROGATE;
  }
}
