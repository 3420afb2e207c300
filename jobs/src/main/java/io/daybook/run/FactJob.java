package io.daybook.run;

import io.daybook.engine.Engine;
import io.daybook.fact.FactModel;
import io.daybook.fact.Generated;
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
    List<Generated> generated = work.definition().generated();
    for (Generated each : generated) {
      facts.add(written(each, directory));
      work.engine().register(facts.get(facts.size() - 1));
    }
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
                work.listener()
                    .stepProgressed(Step.FACTS, facts.size() - generated.size(), models.size());
                work.listener().reached(wave.get(i).dataset());
              });
    }
    long rows = facts.stream().skip(generated.size()).mapToLong(Dataset::rows).sum();
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

  /** As the release before has it, where this version of the program made it of the same. */
  private Dataset written(Generated generated, String directory) {
    return work.base()
        .filter(base -> base.daybook().equals(work.setup().version()))
        .flatMap(base -> base.dataset(generated.dataset()))
        .filter(before -> before.definition().equals(generated.version()))
        .filter(before -> before.schema().equals(generated.schema()))
        .orElseGet(() -> made(generated, directory));
  }

  private Dataset made(Generated generated, String directory) {
    return new Dataset(
        Dataset.Layer.FACT,
        generated.name(),
        generated.description(),
        generated.grain(),
        generated.schema(),
        generated.version(),
        work.release(),
        work.writeRows(
            directory + "/" + generated.name() + "/part-00000.parquet",
            generated.schema(),
            generated.rows().get()));
  }
}
