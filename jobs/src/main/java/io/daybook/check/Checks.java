package io.daybook.check;

import io.daybook.fact.FactModel;
import io.daybook.mart.MartModel;
import io.daybook.source.SourceModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    List<Check> checks = new ArrayList<>(forModel(model, facts, marts));
    checks.addAll(DeclaredChecks.load(sqlDirectory, model, facts, marts));
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
