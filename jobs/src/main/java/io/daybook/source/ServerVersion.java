package io.daybook.source;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;

/** Which PostgreSQL a source may run on. */
final class ServerVersion {
  /** The oldest that scans a ctid range without reading the whole table (TID range scan). */
  static final int OLDEST = 14;

  /** The newest that Daybook was tried on. */
  static final int NEWEST = 18;

  private ServerVersion() {}

  /**
   * Lets the supported versions pass.
   *
   * @param place the server, for the message
   * @param version the version in full, for the message
   * @throws DaybookException SRC-VERSION
   */
  static void require(String place, int major, String version) {
    if (major >= OLDEST && major <= NEWEST) {
      return;
    }
    String why =
        major < OLDEST
            ? "it cannot read a slice of a table by ctid without scanning all of it"
            : "Daybook was not tried on it";
    throw DaybookException.of(
            Code.SRC_VERSION,
            "Cannot read source "
                + place
                + ": the server is PostgreSQL "
                + version
                + ", supported are "
                + OLDEST
                + " to "
                + NEWEST)
        .line("why", why)
        .state("nothing was read; readers keep the published release")
        .next(
            major < OLDEST
                ? "upgrade the server, or name a replica of a supported version in daybook.yml"
                : "use a Daybook that supports PostgreSQL " + major)
        .build();
  }
}
