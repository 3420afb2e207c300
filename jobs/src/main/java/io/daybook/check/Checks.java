package io.daybook.check;

import io.daybook.fact.FactModel;
import io.daybook.mart.MartModel;
import io.daybook.source.SourceModel;
import java.nio.file.Path;
import java.util.List;

/** All checks of a source: those that follow from its models, and those it declares. */
@SuppressWarnings("DoNotCallSuggester")
public final class Checks {
  private Checks() {}

  /**
   * The checks that follow from the models, then those of {@code <source>/checks/*.sql}.
   *
   * @param sqlDirectory the folder {@code sql}
   * @throws io.daybook.fault.DaybookException DEF_INVALID with all problems of all files
   */
  public static List<Check> load(
      Path sqlDirectory, SourceModel model, List<FactModel> facts, List<MartModel> marts) {
    throw new UnsupportedOperationException();
  }

  /** The checks that follow from the models. */
  public static List<Check> forModel(
      SourceModel model, List<FactModel> facts, List<MartModel> marts) {
    throw new UnsupportedOperationException();
  }
}
