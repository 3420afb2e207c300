package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.mart.MartModel;
import io.daybook.mart.RenozNight;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source that nobody writes to gives the same rows night after night. */
@Tag("slow")
@Tag("promise")
class TestStillSource {
  private static final long SEED = 20261129;

  /** What depends on the moment of the snapshot may differ although nobody wrote. */
  private static final Set<String> TIMELESS =
      RenozNight.MARTS.stream()
          .filter(mart -> !mart.sql().contains(":as_of_instant") && !mart.isRecorded())
          .map(MartModel::name)
          .collect(Collectors.toSet());

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "spark"})
  void givesIdenticalRowsTwice(String engine, @TempDir Path directory) throws Exception {
    try (NightFixture fixture = NightFixture.open(directory, SEED)) {
      Manifest first = fixture.run(engine);
      Manifest second = fixture.run(engine);
      List<Dataset> datasets =
          first.datasets().stream().filter(TestStillSource::isTimeless).toList();
      assertThat(datasets)
          .extracting(Dataset::layer)
          .contains(Dataset.Layer.RAW, Dataset.Layer.FACT, Dataset.Layer.MART);
      for (Dataset dataset : datasets) {
        String rows =
            "select * %s from "
                    .formatted(dataset.layer() == Dataset.Layer.MART ? "exclude (release)" : "")
                + (dataset.layer() == Dataset.Layer.MART ? "main." : dataset.layer().schema() + ".")
                + '"'
                + dataset.table()
                + '"';
        assertThat(sorted(fixture.query(second.release(), rows)))
            .as(dataset.name())
            .isEqualTo(sorted(fixture.query(first.release(), rows)));
      }
      assertThat(second.snapshot().tables()).isEqualTo(first.snapshot().tables());
    }
  }

  private static List<String> sorted(List<List<Object>> rows) {
    return rows.stream().map(List::toString).sorted().toList();
  }

  private static boolean isTimeless(Dataset dataset) {
    return switch (dataset.layer()) {
      case RAW, FACT -> true;
      case MART -> TIMELESS.contains(dataset.table());
      case RECORDED -> false;
    };
  }
}
