package io.daybook.mart;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.engine.SqlLint;
import io.daybook.fact.Declared;
import io.daybook.fact.Definitions;
import io.daybook.fact.FactModel;
import io.daybook.fact.Generated;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the marts of a source. */
public final class MartModels {
  private MartModels() {}

  /**
   * Reads every {@code <source>/marts/*.sql} with its YAML; what their numbers measure is not
   * proven yet.
   *
   * @param sqlDirectory the folder {@code sql}
   * @param facts the facts that there are
   * @param problems are told of what is wrong, in all files
   * @return the marts in an order in which they can be built
   */
  public static Declared<MartModel> read(
      Path sqlDirectory, String source, Declared<FactModel> facts, Problems problems) {
    Path directory = sqlDirectory.resolve(source).resolve("marts");
    Set<String> known = new LinkedHashSet<>(facts.unusable());
    facts.usable().forEach(fact -> known.add(fact.dataset()));
    Generated.NAMES.forEach(each -> known.add("facts." + each));
    Map<String, MartModel> marts = new LinkedHashMap<>();
    List<MartModel> read = new ArrayList<>();
    Set<String> unusable = new LinkedHashSet<>();
    for (Path file : Definitions.files(directory, ".sql")) {
      String name = Definitions.name(file, ".sql");
      Path yaml = directory.resolve(name + ".yml");
      if (!name.matches("[a-z][a-z0-9_]*")) {
        problems.add(file.toString(), name + " cannot be the name of a mart");
      } else if (!Files.exists(yaml)) {
        problems.add(file.toString(), "has no " + name + ".yml beside it");
        unusable.add(MartModel.dataset(name, false));
      } else {
        int before = problems.count();
        String sql = Definitions.text(file);
        SqlLint.check(file.toString(), sql, problems);
        MartReader reader = new MartReader(YamlMap.load(yaml, problems), name, sql, known);
        MartModel mart = reader.read();
        read.add(mart);
        if (problems.count() > before) {
          // What it would be recorded per may be among the problems.
          unusable.add(MartModel.dataset(name, false));
          unusable.add(MartModel.dataset(name, true));
        } else {
          marts.put(mart.dataset(), mart);
        }
      }
    }
    for (Path yaml : Definitions.files(directory, ".yml")) {
      String name = Definitions.name(yaml, ".yml");
      if (!Files.exists(directory.resolve(name + ".sql"))) {
        problems.add(yaml.toString(), "has no " + name + ".sql beside it");
        unusable.add(MartModel.dataset(name, false));
      }
    }
    known.addAll(marts.keySet());
    known.addAll(unusable);
    read.forEach(mart -> requireReads(mart, directory, known, problems));
    List<MartModel> ordered = new ArrayList<>();
    for (MartModel mart : marts.values()) {
      order(mart, marts, ordered, new LinkedHashSet<>(), directory, problems);
    }
    return new Declared<>(ordered, unusable);
  }

  /**
   * Proves that what the columns of marts are said to measure is what their queries compute.
   *
   * @param folder {@code sql/<source>}
   * @param marts in an order in which they can be built
   */
  public static void proveUnits(
      Path folder,
      List<FactModel> facts,
      List<MartModel> marts,
      Set<String> unusable,
      Problems problems) {
    new MartUnits(folder.resolve("marts"), problems).prove(facts, marts, unusable);
  }

  private static void requireReads(
      MartModel mart, Path directory, Set<String> known, Problems problems) {
    String file = directory.resolve(mart.name() + ".sql").toString();
    for (String dataset : mart.reads()) {
      if (dataset.startsWith("raw.")) {
        problems.add(file, "reads " + dataset + "; a mart reads facts and marts only");
      } else if (!dataset.startsWith("recorded.") && !known.contains(dataset)) {
        problems.add(file, "there is no dataset " + dataset + Problems.didYouMean(dataset, known));
      }
    }
  }

  /** Adds what the mart reads, then the mart; a mart that needs itself is a problem. */
  private static void order(
      MartModel mart,
      Map<String, MartModel> marts,
      List<MartModel> ordered,
      Set<String> waiting,
      Path directory,
      Problems problems) {
    if (ordered.contains(mart)) {
      return;
    }
    if (!waiting.add(mart.dataset())) {
      String file = directory.resolve(mart.name() + ".sql").toString();
      List<String> circle = new ArrayList<>(waiting);
      circle.add(mart.dataset());
      circle.subList(0, circle.indexOf(mart.dataset())).clear();
      problems.add(file, "needs itself: " + String.join(" -> ", circle));
      return;
    }
    for (String dataset : new HashSet<>(mart.reads())) {
      if (marts.containsKey(dataset)) {
        order(marts.get(dataset), marts, ordered, waiting, directory, problems);
      }
    }
    waiting.remove(mart.dataset());
    if (!ordered.contains(mart)) {
      ordered.add(mart);
    }
  }
}
