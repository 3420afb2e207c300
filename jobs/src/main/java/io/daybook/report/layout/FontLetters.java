package io.daybook.report.layout;

import java.util.List;

/** Letters that the reports' font has; a layout that needs others is written another way. */
final class FontLetters {
  /** First and last code points, of those that locales' dates and currencies use. */
  private record Range(int first, int last) {}

  private static final List<Range> RANGES =
      List.of(
          new Range(0x0020, 0x017F), // Latin
          new Range(0x01A0, 0x01A1), // Vietnamese
          new Range(0x01AF, 0x01B0),
          new Range(0x0218, 0x021B), // Romanian
          new Range(0x0384, 0x03CE), // Greek
          new Range(0x0400, 0x045F), // Cyrillic
          new Range(0x0490, 0x0491), // Ukrainian
          new Range(0x1EA0, 0x1EF9), // Vietnamese
          new Range(0x2010, 0x201F), // dashes and quotation marks
          new Range(0x20AC, 0x20AC), // the euro
          new Range(0x20B9, 0x20B9)); // the rupee

  private FontLetters() {}

  /** Whether a text that a locale gives needs no other. */
  static boolean cover(String text) {
    return text.codePoints().allMatch(FontLetters::has);
  }

  private static boolean has(int point) {
    return RANGES.stream().anyMatch(range -> range.first() <= point && point <= range.last());
  }
}
