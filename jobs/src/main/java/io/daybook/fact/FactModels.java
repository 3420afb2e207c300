package io.daybook.fact;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.fault.Code;
import io.daybook.source.SourceModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the facts of a source. */
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
    Problems problems =
        new Problems(Code.DEF_INVALID, "Cannot load the facts of source " + model.name());
    List<FactDefinition> definitions = new ArrayList<>();
    for (Path file :
        Definitions.files(sqlDirectory.resolve(model.name()).resolve("facts"), ".yml")) {
      String name = Definitions.name(file, ".yml");
      if (!name.matches("[a-z][a-z0-9_]*") || name.equals(ZoneOffsets.NAME)) {
        problems.add(file.toString(), name + " cannot be the name of a fact");
        continue;
      }
      YamlMap yaml = YamlMap.load(file, problems);
      new FactReader(yaml, name, model).read().ifPresent(definitions::add);
    }
    problems.throwIfAny();
    return facts(definitions, model);
  }

  private static List<FactModel> facts(List<FactDefinition> definitions, SourceModel model) {
    List<FactDefinition> ordered = new ArrayList<>();
    definitions.stream().filter(FactModels::isTenants).forEach(ordered::add);
    if (ordered.isEmpty()) {
      ordered.add(
          new FactDefinition(
              FactSql.TENANTS,
              "One row per tenant",
              model.table(model.tenants().table()).orElseThrow(),
              List.of(),
              List.of(),
              List.of()));
    }
    definitions.stream().filter(each -> !isTenants(each)).forEach(ordered::add);
    return ordered.stream().map(each -> new FactSql(each, model).model()).toList();
  }

  private static boolean isTenants(FactDefinition definition) {
    return definition.name().equals(FactSql.TENANTS);
  }
}
