package io.daybook.run;

import io.daybook.state.Run;
import io.daybook.state.StepStatus;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.ManifestJson;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The steps of a run that need not be taken again. */
final class FinishedSteps {
  private FinishedSteps() {}

  /**
   * The longest beginning of the night that is done, whose files are all there, and whose
   * definitions are still the same. What comes after a step that must be taken again must be, too.
   */
  static Map<Step, StepOutput> of(NightSetup setup, Run run, Models models) {
    Map<String, String> outputs = new LinkedHashMap<>();
    setup.state().runs().steps(run.id()).stream()
        .filter(step -> step.status() == StepStatus.FINISHED)
        .forEach(step -> step.output().ifPresent(output -> outputs.put(step.name(), output)));
    Map<String, String> definitions = models.definitions();

    Map<Step, StepOutput> kept = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      String output = outputs.get(step.id());
      if (step == Step.PUBLISH || output == null) {
        break;
      }
      StepOutput read = ManifestJson.read(output, StepOutput.class);
      if (!isUsable(setup, read, definitions)) {
        break;
      }
      kept.put(step, read);
    }
    return kept;
  }

  private static boolean isUsable(
      NightSetup setup, StepOutput output, Map<String, String> definitions) {
    boolean whole =
        output.datasets().stream()
            .flatMap(dataset -> dataset.files().stream())
            .allMatch(file -> setup.files().length(file.path()) == file.bytes());
    return whole
        && output.datasets().stream().allMatch(dataset -> isCurrent(setup, dataset, definitions));
  }

  /** Whether the dataset would be built from the same definition now. */
  private static boolean isCurrent(
      NightSetup setup, Dataset dataset, Map<String, String> definitions) {
    return switch (dataset.layer()) {
      case RAW ->
          setup
              .model()
              .table(dataset.table())
              // a column that the source lacks was not read
              .map(table -> table.rawSchema().columns().containsAll(dataset.schema().columns()))
              .orElse(false);
      case FACT, MART -> dataset.definition().equals(definitions.get(dataset.name()));
      case RECORDED -> // what Daybook itself records has no definition that could change
          dataset
              .definition()
              .equals(definitions.getOrDefault(dataset.name(), dataset.definition()));
    };
  }
}
