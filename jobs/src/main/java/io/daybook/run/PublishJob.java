package io.daybook.run;

import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.SourceSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Makes everything that was built visible at once. */
final class PublishJob {
  private final NightWork work;
  private final Map<Step, StepOutput> outputs;

  PublishJob(NightWork work, Map<Step, StepOutput> outputs) {
    this.work = work;
    this.outputs = outputs;
  }

  StepOutput run() {
    NightSetup setup = work.setup();
    SourceSnapshot snapshot = outputs.get(Step.EXTRACT).snapshot().orElseThrow();
    List<Dataset> datasets =
        new ArrayList<>(
            outputs.values().stream().flatMap(output -> output.datasets().stream()).toList());
    work.base().ifPresent(base -> datasets.addAll(RecordBefore.leftAlone(base, datasets)));
    List<CheckOutcome> checks = outputs.get(Step.CHECK).checks();
    DataFile database =
        new AnalystDatabase(setup.files())
            .build(
                "data/" + work.run().id() + "/marts.duckdb",
                new AnalystDatabase.About(
                    work.release(),
                    setup.model().name(),
                    work.run().id(),
                    work.engine().name(),
                    setup.version(),
                    snapshot.takenAt()),
                datasets);
    Manifest manifest =
        new Manifest(
            work.release(),
            work.base().map(b -> OptionalLong.of(b.release())).orElse(OptionalLong.empty()),
            setup.model().name(),
            work.run().id(),
            setup.version(),
            work.engine().name(),
            snapshot.takenAt(),
            setup.clock().instant(),
            OptionalLong.empty(),
            snapshot,
            datasets,
            checks,
            database);
    work.listener().reached("publish.prepared");
    setup.releases().publish(manifest);
    return StepOutput.of(
        List.of(), "release %d of %s".formatted(work.release(), setup.model().name()));
  }
}
