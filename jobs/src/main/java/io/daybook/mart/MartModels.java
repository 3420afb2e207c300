package io.daybook.mart;

import io.daybook.fact.FactModel;
import java.nio.file.Path;
import java.util.List;

/** Reads the marts of a source. */
@SuppressWarnings("DoNotCallSuggester")
public final class MartModels {
  private MartModels() {}

  /**
   * Loads every {@code <source>/marts/*.sql} with its YAML.
   *
   * @param sqlDirectory the folder {@code sql}
   * @param facts the facts that there are
   * @return the marts in an order in which they can be built
   * @throws io.daybook.fault.DaybookException DEF_INVALID with all problems of all files
   */
  public static List<MartModel> load(Path sqlDirectory, String source, List<FactModel> facts) {
    throw new UnsupportedOperationException();
  }
}
