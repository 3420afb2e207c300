package io.daybook.report.custom;

import static java.util.Objects.requireNonNull;

import io.daybook.report.layout.Report;

/** What became of a question. */
public sealed interface MadeCustom permits MadeCustom.Made, MadeCustom.Held, MadeCustom.Failed {
  /** The answer, ready to be written as a file. */
  record Made(Report report) implements MadeCustom {
    public Made {
      requireNonNull(report, "report is null");
    }
  }

  /**
   * It waits: for a release that covers its period, or for somebody to mend a setting.
   *
   * @param isForRelease whether it waits for a release
   */
  record Held(String reason, boolean isForRelease) implements MadeCustom {
    public Held {
      requireNonNull(reason, "reason is null");
    }
  }

  /** It cannot be answered, with the reason in the asker's words. */
  record Failed(String reason) implements MadeCustom {
    public Failed {
      requireNonNull(reason, "reason is null");
    }
  }
}
