package io.daybook.report.issue;

import static java.util.Objects.requireNonNull;

import io.daybook.report.layout.Report;
import java.time.Instant;
import java.util.Optional;

/** What became of a report that somebody asked for. */
public sealed interface Made permits Made.Ready, Made.Held, Made.Failed {
  /** It is there, and can be written as a file. */
  record Ready(Report content) implements Made {
    public Ready {
      requireNonNull(content, "content is null");
    }
  }

  /**
   * It waits: for a release that covers its period, or for somebody to mend a setting.
   *
   * @param until instant that a release must show; empty when a setting must be mended
   */
  record Held(String reason, Optional<Instant> until) implements Made {
    public Held {
      requireNonNull(reason, "reason is null");
      requireNonNull(until, "until is null");
    }
  }

  /** It cannot be made, with the reason in its owner's words. */
  record Failed(String reason) implements Made {
    public Failed {
      requireNonNull(reason, "reason is null");
    }
  }
}
