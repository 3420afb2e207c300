package io.daybook.config;

/** The version of this program. */
public final class Version {
  private Version() {}

  /** As its jar says; {@code development} where there is no jar. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
