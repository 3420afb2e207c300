package io.daybook.report.chart;

/**
 * The palette of all files: six colours that readers with any colour vision tell apart and that
 * print as different greys. Written as CSS does.
 */
public enum Palette {
  /** Text. */
  INK("#1b2733"),
  /** Labels, notes, footers. */
  MUTED("#5a6875"),
  /** Thin rules. */
  RULE("#d4dbe1"),
  /** Ground of cards and of headings of tables. */
  GROUND("#f4f6f8"),
  /** The current period, headings. */
  MAIN("#14507d"),
  /** The comparison period. */
  PREVIOUS("#93a9bb"),
  /** A change for the better. */
  GOOD("#0a6b8a"),
  /** A change for the worse; warnings. */
  BAD("#b3470b");

  private final String css;

  Palette(String css) {
    this.css = css;
  }

  /** {@code #rrggbb}. */
  public String css() {
    return css;
  }

  /** Red, green and blue in one number. */
  public int rgb() {
    return Integer.parseInt(css.substring(1), 16);
  }
}
