package io.daybook.definition;

import io.daybook.check.Check;
import io.daybook.check.CheckKind;
import io.daybook.check.Relations;
import io.daybook.config.Problems;
import io.daybook.engine.Binder;
import io.daybook.engine.SqlText;
import io.daybook.fact.FactModel;
import io.daybook.mart.MartModel;
import io.daybook.schema.KeyForm;
import io.daybook.schema.Schema;
import io.daybook.source.SourceModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Binds statements over datasets without rows, on one engine. A statement over a dataset that was
 * not declared is passed over: what is wrong there is a problem already.
 */
final class Proof {
  private static final String AN_INSTANT = "cast('2026-01-01 00:00:00+00' as timestamp)";

  /** What a mart's parameters are bound to; any value will do. */
  private static final Map<String, String> PARAMETERS =
      Map.of("release", "cast(1 as bigint)", "as_of_instant", AN_INSTANT);

  /** Lines of a declared check's query that stand before its own text. */
  private static final int LINES_BEFORE_CHECK = 2;

  private final Path folder;
  private final Binder binder;
  private final Problems problems;
  private final Map<String, Schema> declared = new LinkedHashMap<>();

  /** Faults that were told; many checks of one dataset share what is wrong with it. */
  private final Set<String> told = new HashSet<>();

  /**
   * Nothing is declared or proven yet.
   *
   * @param folder {@code sql/<source>}, for the names of files in problems
   */
  Proof(Path folder, Binder binder, Problems problems) {
    this.folder = folder;
    this.binder = binder;
    this.problems = problems;
  }

  /** Makes all datasets known by the columns that they are to have. */
  void declare(SourceModel model, List<FactModel> facts, List<MartModel> marts) {
    model.tables().values().forEach(table -> declare("raw." + table.name(), table.rawSchema()));
    SourceDefinition.generated(model, facts, marts)
        .forEach(each -> declare(each.dataset(), each.schema()));
    SourceDefinition.schemas(facts, marts).forEach(this::declare);
  }

  private void declare(String dataset, Schema schema) {
    binder.declare(dataset, schema);
    declared.put(dataset, schema);
  }

  /** Columns of what was declared, by {@code facts.orders}. */
  Map<String, Schema> declared() {
    return declared;
  }

  void facts(List<FactModel> facts) {
    for (FactModel fact : facts) {
      if (isJudged(fact.sql())) {
        binder
            .faults(fact.sql(), fact.schema(), KeyForm.STORED)
            .forEach(fault -> add(file(fact.dataset()), 0, fault.message()));
      }
    }
  }

  void marts(List<MartModel> marts) {
    for (MartModel mart : marts) {
      if (!isJudged(mart.sql())) {
        continue;
      }
      String sql = SqlText.bind(mart.sql(), PARAMETERS);
      List<Binder.Fault> faults = binder.faults(sql, mart.schema(), KeyForm.TEXT);
      String file = folder.resolve("marts").resolve(mart.name() + ".sql").toString();
      faults.forEach(fault -> add(file, fault.line(), fault.message()));
      if (faults.isEmpty() && mart.isRecorded()) {
        binder
            .faults(SqlText.bind(mart.unrecorded(), PARAMETERS), mart.schema(), KeyForm.TEXT)
            .forEach(fault -> add(file, 0, "as a recorded mart: " + fault.message()));
      }
    }
  }

  /** All checks of a place are one query: most have nothing wrong with them. */
  void checks(List<Check> defined) {
    List<Check> checks = defined.stream().map(check -> check.asOf(AN_INSTANT)).toList();
    for (CheckPlace place : CheckPlace.of(checks.stream().filter(check -> isJudged(check.sql())))) {
      if (!binder.faults(place.query(), place.keyForm()).isEmpty()) {
        for (Check check : place.checks()) {
          binder.faults(check.sql(), check.keyForm()).forEach(fault -> add(check, fault));
        }
      }
    }
    for (Check check : checks) {
      Check.Tally tally = check.tally();
      if (!tally.from().equals(check.from()) && isJudged(check.sql())) {
        binder
            .faults(
                "select " + tally.count() + " from " + tally.from() + " as looked_at",
                check.keyForm())
            .forEach(fault -> add(check, fault));
      }
    }
  }

  private void add(Check check, Binder.Fault fault) {
    if (check.kind() == CheckKind.DECLARED) {
      String file = folder.resolve(check.subject()).toString();
      add(file, Math.max(0, fault.line() - LINES_BEFORE_CHECK), fault.message());
      return;
    }
    String file = file(check.subject());
    if (told.add(file + fault.message())) {
      add(file, 0, check.name() + " " + fault.message());
    }
  }

  void relations(SourceModel model) {
    for (String query : Relations.queries(model)) {
      binder
          .faults(query, KeyForm.STORED)
          .forEach(fault -> add(file("source"), 0, "relations: " + fault.message()));
    }
  }

  private boolean isJudged(String sql) {
    return declared.keySet().containsAll(SqlText.datasets(sql));
  }

  private void add(String file, int line, String message) {
    problems.add(file, line, message);
  }

  /** The file that defines a dataset; its name where there is none. */
  private String file(String name) {
    String[] parts = name.split("\\.", 2);
    Path file =
        switch (parts[0]) {
          case "facts" -> folder.resolve("facts").resolve(parts[1] + ".yml");
          case "marts", "recorded" -> folder.resolve("marts").resolve(parts[1] + ".yml");
          default -> folder.resolve("source.yml");
        };
    return Files.exists(file) ? file.toString() : name;
  }
}
