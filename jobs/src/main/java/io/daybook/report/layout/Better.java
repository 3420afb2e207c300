package io.daybook.report.layout;

/** Which way is good news; decides the colour of a change, which never stands alone. */
public enum Better {
  /** More is better: revenue. */
  HIGHER,
  /** Less is better: claims, days to resolve. */
  LOWER,
  /** Neither. */
  NEITHER
}
