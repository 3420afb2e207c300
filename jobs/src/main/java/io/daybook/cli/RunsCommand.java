package io.daybook.cli;

import io.daybook.cli.screen.Table;
import io.daybook.state.Run;
import io.daybook.state.State;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "runs", description = "List the runs of a source, the newest first.")
final class RunsCommand implements Runnable {
  private final Session session;

  @Mixin SourceOption.OrWord source = new SourceOption.OrWord();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "print at most so many, ${DEFAULT-VALUE} by default")
  int limit;

  RunsCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String name = source.only(session);
    Table table =
        Table.of(
            "No run of " + name + " yet; daybook run " + name + " begins one",
            List.of(
                "run", "status", "engine", "attempt", "started_at", "took", "release", "failure"));
    if (session.installation().hasState()) {
      try (State state = session.installation().openState()) {
        state.runs().list(name, limit).forEach(run -> add(table, run));
      }
    }
    session.print(table);
  }

  private static void add(Table table, Run run) {
    table.row(
        run.id(),
        run.status().name().toLowerCase(Locale.ROOT),
        run.engine(),
        run.attempt(),
        run.startedAt(),
        run.finishedAt().map(end -> Duration.between(run.startedAt(), end)).orElse(null),
        run.release(),
        run.failure().orElse(null));
  }
}
