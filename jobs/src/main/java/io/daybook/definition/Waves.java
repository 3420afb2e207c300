package io.daybook.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Models in the order of building, in groups within which none reads another. */
final class Waves {
  private Waves() {}

  /** Consecutive models share a group for as long as none reads one before it in the group. */
  static <M> List<List<M>> of(
      List<M> models, Function<M, String> dataset, Function<M, List<String>> reads) {
    List<List<M>> waves = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (M model : models) {
      if (waves.isEmpty() || reads.apply(model).stream().anyMatch(names::contains)) {
        waves.add(new ArrayList<>());
        names.clear();
      }
      waves.get(waves.size() - 1).add(model);
      names.add(dataset.apply(model));
    }
    return waves;
  }
}
