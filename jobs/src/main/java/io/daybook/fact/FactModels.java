package io.daybook.fact;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.source.SourceModel;
import io.daybook.source.TenantRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the facts of a source. */
public final class FactModels {
  private FactModels() {}

  /**
   * Reads every {@code <source>/facts/*.yml} and generates its query. The fact {@code tenants} is
   * there also when no file declares it.
   *
   * @param sqlDirectory the folder {@code sql}
   * @param problems are told of what is wrong, in all files
   * @return the facts in an order in which they can be built: tenants first
   */
  public static Declared<FactModel> read(Path sqlDirectory, SourceModel model, Problems problems) {
    List<FactDefinition> definitions = new ArrayList<>();
    Set<String> unusable = new LinkedHashSet<>();
    for (Path file :
        Definitions.files(sqlDirectory.resolve(model.name()).resolve("facts"), ".yml")) {
      String name = Definitions.name(file, ".yml");
      boolean isTaken =
          Generated.NAMES.contains(name)
              || (name.equals(ExchangeRatesSql.NAME) && model.rates().isPresent());
      if (!name.matches("[a-z][a-z0-9_]*") || isTaken) {
        problems.add(file.toString(), name + " cannot be the name of a fact");
        continue;
      }
      if (name.equals(FactSql.TENANTS) && model.tenants().only().isPresent()) {
        problems.add(
            file.toString(),
            "the only tenant is of no table; its name, currency and locale stand under tenant: of"
                + " source.yml");
        continue;
      }
      int before = problems.count();
      YamlMap yaml = YamlMap.load(file, problems);
      Optional<FactDefinition> read = new FactReader(yaml, name, model).read();
      if (problems.count() > before) {
        unusable.add("facts." + name);
      } else {
        read.ifPresent(definitions::add);
      }
    }
    return new Declared<>(facts(definitions, unusable, model), unusable);
  }

  private static List<FactModel> facts(
      List<FactDefinition> definitions, Set<String> unusable, SourceModel model) {
    Optional<TenantRule.Only> only = model.tenants().only();
    List<FactDefinition> ordered = new ArrayList<>();
    definitions.stream().filter(FactModels::isTenants).forEach(ordered::add);
    if (only.isEmpty() && ordered.isEmpty() && !unusable.contains("facts." + FactSql.TENANTS)) {
      ordered.add(
          new FactDefinition(
              FactSql.TENANTS,
              "One row per tenant",
              model.table(model.tenants().table()).orElseThrow(),
              List.of(),
              List.of(),
              List.of(),
              Map.of()));
    }
    definitions.stream().filter(each -> !isTenants(each)).forEach(ordered::add);
    return Stream.of(
            only.map(tenant -> TenantsSql.only(model, tenant)).stream(),
            ordered.stream().map(each -> new FactSql(each, model).model()),
            ExchangeRatesSql.of(model).stream())
        .flatMap(each -> each)
        .toList();
  }

  private static boolean isTenants(FactDefinition definition) {
    return definition.name().equals(FactSql.TENANTS);
  }
}
