package io.daybook.run;

import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.SourceSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * What a step leaves to those after it; kept in the state, so that a killed night goes on from it.
 *
 * @param snapshot of the extraction
 * @param datasets that the step wrote, all files sealed
 * @param checks that the step made
 * @param summary one line for people
 */
record StepOutput(
    Optional<SourceSnapshot> snapshot,
    List<Dataset> datasets,
    List<CheckOutcome> checks,
    String summary) {
  StepOutput {
    datasets = List.copyOf(datasets);
    checks = List.copyOf(checks);
  }

  static StepOutput of(List<Dataset> datasets, String summary) {
    return new StepOutput(Optional.empty(), datasets, List.of(), summary);
  }
}
