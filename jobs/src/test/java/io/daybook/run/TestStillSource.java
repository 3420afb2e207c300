package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.mart.MartModel;
import io.daybook.mart.RenozNight;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.ReadOnlyQuery;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
      Map<String, List<String>> again = rows(fixture, second, datasets);
      rows(fixture, first, datasets)
          .forEach((name, rows) -> assertThat(again.get(name)).as(name).isEqualTo(rows));
      assertThat(second.snapshot().tables()).isEqualTo(first.snapshot().tables());
    }
  }

  /** In one session: to open a release takes longer than to read most of what is in it. */
  private static Map<String, List<String>> rows(
      NightFixture fixture, Manifest release, List<Dataset> datasets) throws SQLException {
    Map<String, List<String>> rows = new TreeMap<>();
    try (Connection connection = new AnalystDatabase(fixture.files()).open(release.release())) {
      for (Dataset dataset : datasets) {
        boolean isMart = dataset.layer() == Dataset.Layer.MART;
        String sql =
            "select * %s from %s.\"%s\""
                .formatted(
                    isMart ? "exclude (release)" : "",
                    isMart ? "main" : dataset.layer().schema(),
                    dataset.table());
        rows.put(
            dataset.name(),
            ReadOnlyQuery.run(connection, sql, Integer.MAX_VALUE).rows().stream()
                .map(List::toString)
                .sorted()
                .toList());
      }
    }
    return rows;
  }

  private static boolean isTimeless(Dataset dataset) {
    return switch (dataset.layer()) {
      case RAW, FACT -> true;
      case MART -> TIMELESS.contains(dataset.table());
      case RECORDED -> false;
    };
  }
}
