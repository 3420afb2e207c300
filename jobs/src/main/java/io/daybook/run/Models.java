package io.daybook.run;

import io.daybook.check.Check;
import io.daybook.check.Checks;
import io.daybook.fact.FactModel;
import io.daybook.fact.FactModels;
import io.daybook.fact.ZoneOffsets;
import io.daybook.mart.MartModel;
import io.daybook.mart.MartModels;
import io.daybook.source.SourceModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is computed for a source.
 *
 * @param facts in the order of building
 * @param marts in the order of building
 * @param checks generated and declared
 */
public record Models(List<FactModel> facts, List<MartModel> marts, List<Check> checks) {
  public Models {
    facts = List.copyOf(facts);
    marts = List.copyOf(marts);
    checks = List.copyOf(checks);
  }

  /**
   * Loads everything under {@code sql/<source>/} beside the source's model.
   *
   * @throws io.daybook.fault.DaybookException DEF_INVALID or DEF_DIALECT with all problems
   */
  public static Models load(Path sqlDirectory, SourceModel model) {
    List<FactModel> facts = FactModels.load(sqlDirectory, model);
    List<MartModel> marts = MartModels.load(sqlDirectory, model.name(), facts);
    return new Models(facts, marts, Checks.load(sqlDirectory, model, facts, marts));
  }

  /** Hash of the definition of every fact and mart, by the dataset's name. */
  Map<String, String> definitions() {
    Map<String, String> definitions = new LinkedHashMap<>();
    definitions.put("facts." + ZoneOffsets.NAME, ZoneOffsets.ofJdk().version());
    facts.forEach(fact -> definitions.put(fact.dataset(), fact.definition()));
    marts.forEach(mart -> definitions.put(mart.dataset(), mart.definition()));
    return definitions;
  }
}
