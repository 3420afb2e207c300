package io.daybook.bench;

import io.daybook.bench.Contender.Done;
import io.daybook.check.CheckReport;
import io.daybook.check.CheckRunner;
import io.daybook.check.RelationCount;
import io.daybook.check.Relations;
import io.daybook.engine.Engine;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** The time of all checks and relations of a night. */
final class ChecksBench implements Bench {
  @Override
  public String name() {
    return "checks";
  }

  @Override
  public String compares() {
    return "all checks and relations of a night, in seconds";
  }

  @Override
  public BenchResult run(BenchSource source) {
    FileStore files = source.files();
    try (Engine engine = engine(source, files)) {
      ModelBuild build = ModelBuild.overRaw(source, engine, files);
      var unused = build.run();
      Set<String> empty =
          build.raw().stream()
              .filter(table -> table.rows() == 0)
              .map(Dataset::table)
              .collect(Collectors.toSet());
      List<Measured> sides =
          new Contest(source.setup())
              .run(new Contender("daybook", () -> check(source, engine, build, empty)));
      Bar bar = Bar.atMost(10, "seconds");
      Map<String, Object> notes = Map.of("checks", build.models().checks().size());
      return BenchResult.of(name(), source, bar, sides.get(0).median(), sides, notes);
    }
  }

  private static Callable<Done> check(
      BenchSource source, Engine engine, ModelBuild build, Set<String> empty) {
    CheckReport report = CheckRunner.run(engine, build.models().checks());
    List<RelationCount> relations = Relations.count(engine, source.model(), empty);
    return () -> new Done((long) report.outcomes().size() + relations.size(), 0);
  }
}
