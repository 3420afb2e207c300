package io.daybook.config;

/**
 * What the collection of garbage keeps.
 *
 * @param releases how many of the newest releases of a source stay
 */
public record Retention(int releases) {
  /** The last 30 releases. */
  public static final Retention DEFAULT = new Retention(30);

  public Retention {
    if (releases < 1) {
      throw new IllegalArgumentException("Invalid releases: " + releases);
    }
  }
}
