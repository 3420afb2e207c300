package io.daybook.run;

import io.daybook.engine.Engine;
import io.daybook.fact.FactModel;
import io.daybook.fact.ZoneOffsets;
import io.daybook.schema.KeyForm;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import java.util.ArrayList;
import java.util.List;

/** Builds the facts. */
final class FactJob {
  private final NightWork work;

  FactJob(NightWork work) {
    this.work = work;
  }

  StepOutput run() {
    String directory = work.emptyDirectory(Dataset.Layer.FACT);
    List<Dataset> facts = new ArrayList<>();
    facts.add(zoneOffsets(directory));
    work.engine().register(facts.get(0));
    List<FactModel> models = work.definition().facts();
    for (List<FactModel> wave : work.definition().factWaves()) {
      List<Engine.Output> outputs =
          wave.stream()
              .map(
                  model ->
                      new Engine.Output(
                          model.sql(),
                          model.schema(),
                          directory + "/" + model.name(),
                          KeyForm.STORED))
              .toList();
      work.engine()
          .write(
              outputs,
              (files, i) -> {
                facts.add(built(wave.get(i), files));
                work.listener().stepProgressed(Step.FACTS, facts.size() - 1, models.size());
                work.listener().reached(wave.get(i).dataset());
              });
    }
    long rows = facts.stream().skip(1).mapToLong(Dataset::rows).sum();
    return StepOutput.of(facts, "%d facts, %,d rows".formatted(models.size(), rows));
  }

  private Dataset built(FactModel model, List<DataFile> files) {
    Dataset fact =
        new Dataset(
            Dataset.Layer.FACT,
            model.name(),
            model.description(),
            model.grain(),
            model.schema(),
            model.definition(),
            work.release(),
            files);
    work.engine().register(fact);
    return fact;
  }

  private Dataset zoneOffsets(String directory) {
    ZoneOffsets offsets = ZoneOffsets.inForce();
    return new Dataset(
        Dataset.Layer.FACT,
        ZoneOffsets.NAME,
        ZoneOffsets.description(),
        ZoneOffsets.grain(),
        ZoneOffsets.schema(),
        offsets.version(),
        work.release(),
        work.writeRows(
            directory + "/" + ZoneOffsets.NAME + "/part-00000.parquet",
            ZoneOffsets.schema(),
            offsets.rows()));
  }
}
