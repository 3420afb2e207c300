package io.daybook.engine;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.util.Locale;

/** Names the failures of engines. */
final class Failures {
  private Failures() {}

  /** The failure that lies below an engine's exception. */
  static DaybookException of(String engine, String what, Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof DaybookException named) {
        return named;
      }
    }
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = String.valueOf(root.getMessage()).lines().findFirst().orElse("no message");
    String lower = reason.toLowerCase(Locale.ROOT);
    boolean full = lower.contains("no space left");
    return DaybookException.of(
            full ? Code.RES_DISK : Code.ENGINE_FAILED,
            "Cannot " + what + " with " + engine + ": " + reason)
        .state("readers keep the published release; nothing of it was changed")
        .next(
            full
                ? "free space in the warehouse, then resume the run"
                : "see the log for the statement, then resume the run")
        .cause(thrown)
        .build();
  }
}
