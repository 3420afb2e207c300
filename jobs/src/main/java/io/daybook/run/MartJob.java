package io.daybook.run;

import io.daybook.engine.SqlText;
import io.daybook.mart.MartModel;
import io.daybook.warehouse.Dataset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Computes the marts. */
final class MartJob {
  private final NightWork work;
  private final Instant asOf;

  MartJob(NightWork work, Instant asOf) {
    this.work = work;
    this.asOf = asOf;
  }

  StepOutput run() {
    String directory = work.emptyDirectory(Dataset.Layer.MART);
    Map<String, String> parameters =
        Map.of(
            "release",
            "cast(" + work.release() + " as bigint)",
            "as_of_instant",
            work.engine().literal(asOf));
    List<Dataset> marts = new ArrayList<>();
    List<MartModel> models = work.models().marts();
    for (MartModel model : models) {
      String query = SqlText.bind(model.sql(), parameters);
      Dataset mart =
          new Dataset(
              Dataset.Layer.MART,
              model.name(),
              model.description(),
              model.grain(),
              model.schema(),
              model.definition(),
              work.release(),
              work.engine().write(query, model.schema(), directory + "/" + model.name()));
      work.engine().register(mart);
      marts.add(mart);
      work.listener().stepProgressed(Step.MARTS, marts.size(), models.size());
      work.listener().reached("marts." + model.name());
    }
    long rows = marts.stream().mapToLong(Dataset::rows).sum();
    return StepOutput.of(marts, "%d marts, %,d rows".formatted(models.size(), rows));
  }
}
