package io.daybook.report.file;

import java.util.Locale;
import java.util.Set;

/** The paper that an organisation prints on. */
enum Paper {
  A4("A4", 595.3, 841.9),
  LETTER("letter", 612, 792);

  private static final double MARGIN = 45;
  private static final Set<String> ON_LETTER =
      Set.of("US", "CA", "MX", "PH", "CO", "CL", "VE", "CR", "GT", "PA", "PR");

  private final String css;
  private final double width;
  private final double height;

  Paper(String css, double width, double height) {
    this.css = css;
    this.width = width;
    this.height = height;
  }

  static Paper of(Locale locale) {
    return ON_LETTER.contains(locale.getCountry()) ? LETTER : A4;
  }

  /** As CSS names it. */
  String css() {
    return css;
  }

  /** Points between the margins. */
  double contentWidth(boolean across) {
    return (across ? height : width) - 2 * MARGIN;
  }
}
