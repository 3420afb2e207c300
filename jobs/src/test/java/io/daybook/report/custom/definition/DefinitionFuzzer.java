package io.daybook.report.custom.definition;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.metric.RenozCatalogue;

/** What Jazzer runs: any text is read, or refused with our own exception. */
public final class DefinitionFuzzer {
  private static final DefinitionReader READER = new DefinitionReader(RenozCatalogue.METRICS);

  private DefinitionFuzzer() {}

  /** The catalogue is read now, and not while the first text is timed. */
  public static void fuzzerInitialize() {
    READER.read("{}");
  }

  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    try {
      READER.require("fuzz", data.consumeRemainingAsString());
    } catch (DaybookException e) {
      if (e.code() != Code.DEF_REPORT) {
        throw e;
      }
    }
  }
}
