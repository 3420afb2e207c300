package io.daybook.run;

import io.daybook.state.Run;
import io.daybook.state.StepStatus;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.SourceSnapshot;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The steps of a run that need not be taken again. */
final class FinishedSteps {
  private FinishedSteps() {}

  /**
   * The longest beginning of the night that is done, whose files are all there, and whose
   * definitions are still the same. What comes after a step that must be taken again must be, too.
   *
   * @throws io.daybook.fault.DaybookException FORMAT_NEWER when a newer Daybook took one of them
   */
  static Map<Step, StepOutput> of(NightSetup setup, Run run) {
    Map<String, io.daybook.state.Step> finished = new LinkedHashMap<>();
    setup.state().runs().steps(run.id()).stream()
        .filter(step -> step.status() == StepStatus.FINISHED)
        .forEach(step -> finished.put(step.name(), step));
    Map<String, String> definitions = setup.definition().hashes();

    Map<Step, StepOutput> kept = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      Optional<StepOutput> output =
          Optional.ofNullable(finished.get(step.id()))
              .filter(found -> step != Step.PUBLISH)
              .flatMap(found -> StepOutputJson.read(run.source(), found))
              .filter(found -> isUsable(setup, found, definitions))
              .filter(found -> step != Step.EXTRACT || isEnough(setup, found));
      if (output.isEmpty()) {
        break;
      }
      kept.put(step, output.get());
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

  /**
   * Whether all was read that is used now, and nothing was lost of it because nothing used it then:
   * definitions may have changed since.
   */
  private static boolean isEnough(NightSetup setup, StepOutput extracted) {
    Map<String, Set<String>> used = setup.definition().columnsUsed();
    Map<String, List<String>> read = new HashMap<>();
    extracted.datasets().stream()
        .filter(dataset -> dataset.layer() == Dataset.Layer.RAW)
        .forEach(dataset -> read.put(dataset.table(), dataset.schema().names()));
    boolean all =
        used.entrySet().stream()
            .allMatch(
                each -> read.getOrDefault(each.getKey(), List.of()).containsAll(each.getValue()));
    return all
        && extracted.snapshot().orElseThrow().tables().stream()
            .filter(table -> used.containsKey(table.table()))
            .noneMatch(table -> hasLost(table, used.get(table.table())));
  }

  private static boolean hasLost(SourceSnapshot.TableSnapshot table, Set<String> used) {
    return table.losses().stream()
        .anyMatch(loss -> !loss.isUsed() && (loss.rows() > 0 || used.contains(loss.column())));
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
