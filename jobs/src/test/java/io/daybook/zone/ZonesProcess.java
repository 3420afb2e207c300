package io.daybook.zone;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;

/** Says which rules a JVM goes by, and what java.time makes of them. */
final class ZonesProcess {
  private ZonesProcess() {}

  public static void main(String[] arguments) {
    if (arguments.length > 1) {
      Zones.offer(Path.of(arguments[1]));
    }
    Instant at = Instant.parse("2026-11-21T07:30:00Z");
    System.out.println(
        Zones.edition().version()
            + " "
            + Zones.edition().origin()
            + " "
            + ZoneId.of(arguments[0]).getRules().getOffset(at));
  }
}
