package io.daybook.run;

import io.daybook.engine.Engine;
import io.daybook.engine.SqlText;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.mart.MartModel;
import io.daybook.schema.Column;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Dataset.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Computes the marts. */
final class MartJob {
  private final NightWork work;
  private final Instant asOf;

  MartJob(NightWork work, Instant asOf) {
    this.work = work;
    this.asOf = asOf;
  }

  StepOutput run() {
    String directory = work.emptyDirectory(Layer.MART);
    Map<String, String> parameters =
        Map.of(
            "release",
            "cast(" + work.release() + " as bigint)",
            "as_of_instant",
            work.engine().literal(asOf));
    List<Dataset> marts = new ArrayList<>();
    for (List<MartModel> wave : work.definition().martWaves()) {
      List<MartModel> recorded = wave.stream().filter(MartModel::isRecorded).toList();
      List<MartModel> computed = wave.stream().filter(model -> !model.isRecorded()).toList();
      List<Engine.Output> outputs =
          computed.stream()
              .map(
                  model ->
                      new Engine.Output(
                          SqlText.bind(model.sql(), parameters),
                          model.schema(),
                          directory + "/" + model.name()))
              .toList();
      work.engine()
          .write(
              outputs, (files, i) -> add(computed.get(i), dataset(computed.get(i), files), marts));
      for (MartModel model : recorded) {
        add(model, record(model, parameters), marts);
      }
    }
    return StepOutput.of(
        marts,
        "%d marts, %,d rows; %,d rows recorded"
            .formatted(
                marts.stream().filter(mart -> mart.layer() == Layer.MART).count(),
                rows(marts, Layer.MART),
                rows(marts, Layer.RECORDED)));
  }

  private void add(MartModel model, Dataset mart, List<Dataset> marts) {
    work.engine().register(mart);
    marts.add(mart);
    work.listener().stepProgressed(Step.MARTS, marts.size(), work.definition().marts().size());
    work.listener().reached("marts." + model.name());
  }

  private static long rows(List<Dataset> marts, Layer layer) {
    return marts.stream().filter(mart -> mart.layer() == layer).mapToLong(Dataset::rows).sum();
  }

  /** What was recorded before stays, whatever the source says of it now. */
  private Dataset record(MartModel model, Map<String, String> parameters) {
    Optional<Dataset> before = work.base().flatMap(base -> base.dataset(model.dataset()));
    before.ifPresent(kept -> requireSameColumns(model, kept));
    List<DataFile> files = new ArrayList<>(before.map(Dataset::files).orElse(List.of()));
    work.engine().register(dataset(model, files));
    String directory = work.directory(Layer.RECORDED) + "/" + model.name();
    work.setup().files().deleteFolder(directory);
    files.addAll(
        work.engine()
            .write(SqlText.bind(model.unrecorded(), parameters), model.schema(), directory));
    return dataset(model, files);
  }

  private void requireSameColumns(MartModel model, Dataset kept) {
    List<String> columns = kept.schema().columns().stream().map(MartJob::shape).toList();
    if (!columns.equals(model.schema().columns().stream().map(MartJob::shape).toList())) {
      throw DaybookException.of(
              Code.DEF_INVALID,
              "Cannot record %s: release %d has it with the columns %s"
                  .formatted(model.dataset(), kept.builtIn(), String.join(", ", columns)))
          .state("readers keep the published release; nothing of it was changed")
          .next("leave its columns as they are, and put new ones into another recorded mart")
          .build();
    }
  }

  private static String shape(Column column) {
    return column.name() + " " + column.type();
  }

  private Dataset dataset(MartModel model, List<DataFile> files) {
    return new Dataset(
        model.layer(),
        model.name(),
        model.description(),
        model.grain(),
        model.schema(),
        model.definition(),
        work.release(),
        files);
  }
}
