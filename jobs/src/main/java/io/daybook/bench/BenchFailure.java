package io.daybook.bench;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;

/** A bench that could not be run; says nothing of the bar. */
final class BenchFailure {
  private BenchFailure() {}

  static DaybookException of(String what, Exception e) {
    return DaybookException.of(Code.BENCH_FAILED, "Cannot measure " + what + ": " + e.getMessage())
        .state("nothing was measured; no release was touched")
        .next("see the log; remove the folder bench of the state directory to start over")
        .cause(e)
        .build();
  }
}
