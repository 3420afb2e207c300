package io.daybook.check;

import io.daybook.config.Problems;
import io.daybook.fact.FactModel;
import io.daybook.fault.Code;
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
   * @throws io.daybook.fault.DaybookException DEF_INVALID with all problems of all files
   */
  public static List<Check> load(
      Path sqlDirectory, SourceModel model, List<FactModel> facts, List<MartModel> marts) {
    Problems problems =
        new Problems(Code.DEF_INVALID, "Cannot load the checks of source " + model.name());
    List<Check> checks = read(sqlDirectory, model, facts, marts, Set.of(), problems);
    problems.throwIfAny();
    return checks;
  }

  /**
   * The same, with the problems of all files told to {@code problems}.
   *
   * @param unusable datasets that there will be, once the problems of their own files are mended
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
