package io.daybook.check;

import io.daybook.config.Problems;
import io.daybook.fact.FactModel;
import io.daybook.mart.MartModel;
import io.daybook.source.SourceModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All checks of a source: those that follow from its models, and those it declares. */
public final class Checks {
  private Checks() {}

  /**
   * The checks that follow from the models, then those of {@code <source>/checks/*.sql}.
   *
   * @param sqlDirectory the folder {@code sql}
   * @param unusable datasets that there will be, once the problems of their own files are mended
   * @param problems are told of what is wrong, in all files
   */
  public static List<Check> read(
      Path sqlDirectory,
      SourceModel model,
      List<FactModel> facts,
      List<MartModel> marts,
      Set<String> unusable,
      Problems problems) {
    List<Check> checks = new ArrayList<>(forModel(model, facts, marts));
    checks.addAll(DeclaredChecks.read(sqlDirectory, model, facts, marts, unusable, problems));
    return List.copyOf(checks);
  }

  /** The checks that follow from the models. */
  public static List<Check> forModel(
      SourceModel model, List<FactModel> facts, List<MartModel> marts) {
    List<Check> checks = new ArrayList<>();
    FactChecks factChecks = new FactChecks(model);
    facts.forEach(fact -> checks.addAll(factChecks.of(fact)));
    MartChecks martChecks = new MartChecks(model);
    marts.forEach(mart -> checks.addAll(martChecks.of(mart)));
    return checks;
  }
}
