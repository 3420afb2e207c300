package io.daybook.cli;

import io.daybook.bench.Benches;
import io.daybook.bench.Measured;
import io.daybook.cli.screen.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** For scripts that compare Daybook with programs that are not in its JVM. */
@Command(
    name = "bench-stock-spark",
    hidden = true,
    description = "Do the night of the benches in stock Spark, without Daybook.")
final class BenchStockSparkCommand implements Runnable {
  private final Session session;

  @Mixin BenchSize size = new BenchSize();

  @Option(
      names = "--into",
      paramLabel = "FOLDER",
      required = true,
      description = "where raw tables, facts and marts are written, a folder each")
  Path into;

  @Option(
      names = "--as-of",
      paramLabel = "INSTANT",
      required = true,
      description = "the instant that marts are shown at")
  Instant asOf;

  BenchStockSparkCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Measured night =
        Benches.stockSpark(
            size.setup(session, "bench-stock-spark", 1, "spark"), into.toAbsolutePath(), asOf);
    session.print(
        Table.of("", List.of("seconds", "rows", "bytes"))
            .row(night.median(), night.rows(), night.bytes()));
  }
}
