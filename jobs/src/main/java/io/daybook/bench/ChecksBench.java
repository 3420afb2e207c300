package io.daybook.bench;

import io.daybook.bench.Contender.Done;
import io.daybook.check.Check;
import io.daybook.check.CheckReport;
import io.daybook.check.CheckResult;
import io.daybook.check.CheckRunner;
import io.daybook.check.RelationCount;
import io.daybook.check.Relations;
import io.daybook.engine.Engine;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * The time of all checks and relations of a night, as of one that finds what the night before
 * found, and of the first one, which looks for all keys.
 */
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
      Map<String, Long> rows =
          build.raw().stream().collect(Collectors.toMap(Dataset::table, Dataset::rows));
      List<CheckOutcome> known = check(source, engine, build, rows, List.of()).outcomes();
      List<Measured> sides =
          new Contest(source.setup())
              .run(
                  side("daybook", () -> check(source, engine, build, rows, known)),
                  side("its first", () -> check(source, engine, build, rows, List.of())));
      Bar bar = Bar.atMost(3, "seconds");
      Map<String, Object> notes = Map.of("checks", build.models().checks().size());
      return BenchResult.of(name(), source, bar, sides.get(0).median(), sides, notes);
    }
  }

  private static Contender side(String name, Callable<CheckReport> check) {
    return new Contender(
        name,
        () -> {
          CheckReport report = check.call();
          return () -> new Done(report.results().size(), 0);
        });
  }

  private static CheckReport check(
      BenchSource source,
      Engine engine,
      ModelBuild build,
      Map<String, Long> rows,
      List<CheckOutcome> before) {
    String asOf = engine.literal(BenchSource.asOf());
    List<Check> checks = build.models().checks().stream().map(check -> check.asOf(asOf)).toList();
    CheckReport built = CheckRunner.run(engine, checks, before);
    List<RelationCount> relations = Relations.count(engine, source.model(), rows);
    List<CheckResult> counted = Relations.results(source.model(), relations);
    return built.and(CheckRunner.withKeys(engine, counted, before));
  }
}
