package io.daybook.fact;

import io.daybook.source.SourceModel;
import java.nio.file.Path;
import java.util.List;

/** Reads the facts of a source. */
@SuppressWarnings("DoNotCallSuggester")
public final class FactModels {
  private FactModels() {}

  /**
   * Loads every {@code <source>/facts/*.yml} and generates its query. The fact {@code tenants} is
   * there also when no file declares it.
   *
   * @param sqlDirectory the folder {@code sql}
   * @return the facts in an order in which they can be built: tenants first
   * @throws io.daybook.fault.DaybookException DEF_INVALID with all problems of all files
   */
  public static List<FactModel> load(Path sqlDirectory, SourceModel model) {
    throw new UnsupportedOperationException();
  }
}
