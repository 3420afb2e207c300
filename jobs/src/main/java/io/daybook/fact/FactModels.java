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
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads the facts of a source. */
public final class FactModels {
  private FactModels() {}

  /**
   * Reads every {@code <source>/facts/*.yml} and generates its query, and every {@code
   * <source>/lists/*.csv}. The fact {@code tenants} is there also when no file declares it.
   *
   * @param sqlDirectory the folder {@code sql}
   * @param problems are told of what is wrong, in all files
   * @return the facts in an order in which they can be built: tenants first
   */
  public static Declared<FactModel> read(Path sqlDirectory, SourceModel model, Problems problems) {
    List<FactDefinition> definitions = new ArrayList<>();
    Set<String> unusable = new LinkedHashSet<>();
    Set<String> taken = taken(model);
    for (Path file :
        Definitions.files(sqlDirectory.resolve(model.name()).resolve("facts"), ".yml")) {
      String name = Definitions.name(file, ".yml");
      if (!name.matches("[a-z][a-z0-9_]*")) {
        problems.add(
            file.toString(),
            name + " cannot be the name of a fact; it is a word like order_lines: rename the file");
        continue;
      }
      if (taken.contains(name)) {
        problems.add(
            file.toString(),
            "Daybook makes facts of the names " + taken + " itself; rename the file");
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
    FactUnits.requireEverywhere(
        definitions, sqlDirectory.resolve(model.name()).resolve("facts"), problems);
    definitions.forEach(each -> taken.add(each.name()));
    List<FactModel> all = new ArrayList<>(facts(definitions, unusable, model));
    all.addAll(lists(sqlDirectory, model, taken, unusable, problems));
    return new Declared<>(all, unusable);
  }

  private static List<FactModel> lists(
      Path sqlDirectory,
      SourceModel model,
      Set<String> taken,
      Set<String> unusable,
      Problems problems) {
    List<FactModel> lists = new ArrayList<>();
    for (Path file :
        Definitions.files(sqlDirectory.resolve(model.name()).resolve("lists"), ".csv")) {
      String name = Definitions.name(file, ".csv");
      if (!name.matches("[a-z][a-z0-9_]*") || name.equals(FactSql.TENANTS) || !taken.add(name)) {
        problems.add(
            file.toString(),
            name + " cannot be the name of a list, or a fact has it; rename the file");
        continue;
      }
      Optional<FactModel> list = new ListFile(file, name, problems).read(model);
      list.ifPresentOrElse(lists::add, () -> unusable.add("facts." + name));
    }
    return lists;
  }

  /** Names of what is made of every source, and of what this one declares. */
  private static Set<String> taken(SourceModel model) {
    Set<String> taken = new TreeSet<>(Generated.names(model));
    model.rates().ifPresent(rates -> taken.add(ExchangeRatesSql.NAME));
    return taken;
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
