package io.daybook.report.scheduled;

import static java.util.Objects.requireNonNull;

import io.daybook.report.layout.Report;
import java.time.Instant;
import java.util.Optional;

/** What became of one report. */
public sealed interface MadeReport permits MadeReport.Made, MadeReport.Held, MadeReport.Failed {
  /** It is there, and can be written as a file. */
  record Made(ReportDefinition definition, Report report) implements MadeReport {
    public Made {
      requireNonNull(definition, "definition is null");
      requireNonNull(report, "report is null");
    }
  }

  /**
   * It waits: for a release that covers its period, or for somebody to mend a setting.
   *
   * @param until instant that a release must show; empty when a setting must be mended
   */
  record Held(ReportDefinition definition, String reason, Optional<Instant> until)
      implements MadeReport {
    public Held {
      requireNonNull(definition, "definition is null");
      requireNonNull(reason, "reason is null");
      requireNonNull(until, "until is null");
    }
  }

  /** It cannot be made, with the reason in its owner's words. */
  record Failed(String id, String tenant, String name, String reason) implements MadeReport {
    public Failed {
      requireNonNull(id, "id is null");
      requireNonNull(tenant, "tenant is null");
      requireNonNull(name, "name is null");
      requireNonNull(reason, "reason is null");
    }
  }
}
