package io.daybook.cli;

import io.daybook.bench.BenchResult;
import io.daybook.bench.BenchSetup;
import io.daybook.bench.Benches;
import io.daybook.bench.Measured;
import io.daybook.cli.screen.Table;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "bench",
    description = {
      "Measure Daybook against what else would do the work, on this machine.",
      "",
      "Both sides run in turn; the figure is a ratio of medians. The source is invented at the first",
      "use and stays in .state/bench. Exit code 0 when the bar holds, 1 when it does not.",
      ""
    })
final class BenchCommand implements Callable<Integer> {
  /** The program worked and the figure misses its bar. */
  private static final int MISSED = 1;

  private final Session session;

  /** Names for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Benches.all().keySet().iterator();
    }
  }

  @Parameters(
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "one of ${COMPLETION-CANDIDATES}")
  String name;

  @Mixin BenchSize size = new BenchSize();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "" + BenchSetup.DEFAULT_ROUNDS,
      description = "how often each side is measured, ${DEFAULT-VALUE} by default")
  int rounds;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "duckdb",
      description = "spark or duckdb where a bench leaves the choice; duckdb by default")
  String engine;

  BenchCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    BenchResult result = Benches.run(name, setup());
    session.terminal().out().print(session.json() ? Table.json(result.json()) : text(result));
    session.terminal().out().flush();
    return result.holds() ? 0 : MISSED;
  }

  private BenchSetup setup() {
    if (rounds < 1) {
      throw BenchSize.misused("--rounds " + rounds + ": at least 1");
    }
    return size.setup(session, name, rounds, engine);
  }

  private static String text(BenchResult result) {
    Table table = Table.of("", List.of("side", "median", "rows", "bytes", "peak_memory"));
    for (Measured side : result.sides()) {
      table.row(
          side.name(),
          String.format(Locale.ROOT, "%.3f s", side.median()),
          side.rows(),
          side.bytes(),
          side.peakMemory());
    }
    StringBuilder text = new StringBuilder(table.text());
    result.notes().forEach((name, value) -> text.append(name + " " + value + "\n"));
    return text.append(
            String.format(
                Locale.ROOT,
                "%s at size %s: %s is %.2f, %s %.2f wanted: the bar %s%n",
                result.bench(),
                result.size(),
                result.figure(),
                result.ratio(),
                result.rule(),
                result.bar(),
                result.holds() ? "holds" : "is missed"))
        .toString();
  }
}
