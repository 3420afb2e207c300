package io.daybook.run;

import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the release before has on record. It cannot be computed again, so that the next release has
 * it whatever the definitions and this program have become since.
 */
final class RecordBefore {
  /** What Daybook records under another name than it did: the same rows, by the name of now. */
  private static final Map<String, String> FORMERLY =
      Map.of("recorded." + CheckJob.RELATION_COUNTS, "recorded.quality_checks");

  private RecordBefore() {}

  /** What is on record of a dataset, under its name or the one that it had. */
  static Optional<Dataset> of(Manifest before, String dataset) {
    return before
        .dataset(dataset)
        .or(() -> Optional.ofNullable(FORMERLY.get(dataset)).flatMap(before::dataset));
  }

  /**
   * What is on record and nobody went on with, because it is recorded no more or under another
   * name. It stays as it is.
   *
   * @param written what the night wrote
   */
  static List<Dataset> leftAlone(Manifest before, List<Dataset> written) {
    Set<String> goesOn =
        written.stream()
            .flatMap(each -> of(before, each.name()).stream())
            .map(Dataset::name)
            .collect(Collectors.toSet());
    return before.datasets().stream()
        .filter(each -> each.layer() == Dataset.Layer.RECORDED && !goesOn.contains(each.name()))
        .toList();
  }
}
