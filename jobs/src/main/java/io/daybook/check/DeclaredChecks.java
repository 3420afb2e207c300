package io.daybook.check;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.engine.SqlLint;
import io.daybook.engine.SqlText;
import io.daybook.fact.Definitions;
import io.daybook.fact.FactModel;
import io.daybook.fact.Generated;
import io.daybook.mart.MartModel;
import io.daybook.source.SourceModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the checks that a source declares: {@code checks/<name>.sql}, a query that must return no
 * row, with {@code checks/<name>.yml} beside it that says what a row means, whether it blocks, and
 * which datasets it is about.
 */
final class DeclaredChecks {
  private DeclaredChecks() {}

  static List<Check> read(
      Path sqlDirectory,
      SourceModel model,
      List<FactModel> facts,
      List<MartModel> marts,
      Set<String> unusable,
      Problems problems) {
    Set<String> known = new LinkedHashSet<>(unusable);
    model.tables().keySet().forEach(table -> known.add("raw." + table));
    facts.forEach(fact -> known.add(fact.dataset()));
    Generated.NAMES.forEach(each -> known.add("facts." + each));
    marts.forEach(mart -> known.add(mart.dataset()));
    Path directory = sqlDirectory.resolve(model.name()).resolve("checks");
    List<Check> checks = new ArrayList<>();
    for (Path file : Definitions.files(directory, ".sql")) {
      String name = Definitions.name(file, ".sql");
      Path yaml = directory.resolve(name + ".yml");
      if (!Files.exists(yaml)) {
        problems.add(file.toString(), "has no " + name + ".yml beside it");
        continue;
      }
      String sql = Definitions.text(file).strip();
      SqlLint.check(file.toString(), sql, problems);
      for (String dataset : SqlText.datasets(sql)) {
        if (!dataset.startsWith("recorded.") && !known.contains(dataset)) {
          problems.add(
              file.toString(),
              "there is no dataset " + dataset + Problems.didYouMean(dataset, known));
        }
      }
      YamlMap map = YamlMap.load(yaml, problems);
      map.only("description", "on_finding", "keys", LookedAtReader.KEY);
      String description = map.text("description").strip();
      String onFinding = map.text("on_finding");
      if (!onFinding.isEmpty() && !List.of("block", "warn").contains(onFinding)) {
        map.problem("on_finding", "must be block or warn, not " + onFinding);
      }
      List<String> keys = map.texts("keys");
      if (keys.isEmpty()) {
        map.problem("keys", "is missing; name the columns that tell a finding to a person");
      } else {
        boolean blocking = onFinding.equals("block");
        String from = "(\n" + sql + "\n)";
        String subject = "checks/" + name + ".sql";
        checks.add(
            new Check(
                    "checks." + name,
                    CheckKind.DECLARED,
                    subject,
                    description,
                    blocking,
                    from,
                    "true",
                    keys)
                .of(
                    new LookedAtReader(map, keys, known)
                        .read()
                        .orElse(LookedAt.all(SqlText.datasets(sql)))));
      }
    }
    return checks;
  }
}
