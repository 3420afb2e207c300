package io.daybook.cli;

import io.daybook.bench.Benches;
import io.daybook.bench.LentSource;
import io.daybook.cli.screen.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** For scripts that compare Daybook with programs that are not in its JVM. */
@Command(
    name = "bench-source",
    hidden = true,
    description = "Start the source of the benches, say where it is, stop it when the input ends.")
final class BenchSourceCommand implements Runnable {
  private final Session session;

  @Mixin BenchSize size = new BenchSize();

  BenchSourceCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    try (LentSource source = Benches.lend(size.setup(session, "bench-source", 1, "duckdb"))) {
      Map<String, String> said = new LinkedHashMap<>();
      said.put("url", source.url());
      said.put("user", source.user());
      said.put("server", source.server().toString());
      said.putAll(source.versions());
      session.print(Table.of("", List.copyOf(said.keySet())).row(List.copyOf(said.values())));
      awaitEndOfInput();
    }
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // Whatever is said is no end.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
