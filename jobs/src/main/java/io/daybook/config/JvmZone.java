package io.daybook.config;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.TimeZone;

/**
 * The zone of this JVM. Elsewhere than in UTC, libraries shift old timestamps and values in the gap
 * of a clock change without an error.
 */
public final class JvmZone {
  private JvmZone() {}

  /**
   * Demands that the JVM runs in UTC.
   *
   * @throws DaybookException {@link Code#CFG_ZONE} when it does not
   */
  public static void requireUtc() {
    ZoneRules rules = TimeZone.getDefault().toZoneId().getRules();
    if (rules.equals(ZoneOffset.UTC.getRules())) {
      return;
    }
    throw DaybookException.of(
            Code.CFG_ZONE,
            "Cannot start in the time zone "
                + TimeZone.getDefault().getID()
                + ": this JVM must run in UTC, other zones shift timestamps silently")
        .state("nothing was started or changed")
        .next("start with ./daybook, or give java the option -Duser.timezone=UTC")
        .build();
  }
}
