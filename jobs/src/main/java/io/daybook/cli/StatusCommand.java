package io.daybook.cli;

import io.daybook.cli.screen.Table;
import io.daybook.run.Upkeep;
import io.daybook.state.LeaseHolder;
import io.daybook.state.Run;
import io.daybook.state.State;
import io.daybook.warehouse.Manifest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(
    name = "status",
    description = {
      "Say what readers see, how the last run ended and who works now.",
      "",
      "For every source. Works beside a run."
    })
final class StatusCommand implements Runnable {
  private final Session session;

  StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Table table =
        Table.of(
            "No source; sql/ is empty",
            List.of("source", "release", "as_of", "last_run", "run_status", "working", "next"));
    Set<String> sources = session.sources();
    if (session.stateExists()) {
      try (State state = State.open(Settings.state(session.config()), session.clock())) {
        sources.forEach(source -> add(table, source, Optional.of(state)));
      }
    } else {
      sources.forEach(source -> add(table, source, Optional.empty()));
    }
    session.print(table);
  }

  private void add(Table table, String source, Optional<State> state) {
    Optional<Manifest> current = Warehouse.open(session, source).releases().current();
    Optional<Run> last = state.flatMap(open -> open.runs().list(source, 1).stream().findFirst());
    Optional<LeaseHolder> holder = state.flatMap(open -> Upkeep.worker(open, source));
    table.row(
        source,
        current.map(Manifest::release).orElse(null),
        current.map(Manifest::asOf).orElse(null),
        last.map(Run::id).orElse(null),
        last.map(run -> status(run, holder)).orElse(null),
        holder.map(LeaseHolder::holder).orElse(null),
        next(source, last, holder));
  }

  /** A run that says it is running and whose lease nobody holds was killed. */
  private static String status(Run run, Optional<LeaseHolder> holder) {
    String status = run.status().name().toLowerCase(Locale.ROOT);
    return switch (run.status()) {
      case RUNNING -> holder.isPresent() ? status : "killed";
      case FAILED -> status + run.failure().map(code -> " " + code).orElse("");
      default -> status;
    };
  }

  private static String next(String source, Optional<Run> last, Optional<LeaseHolder> holder) {
    if (holder.isPresent()) {
      return "wait for it";
    }
    boolean unfinished = last.map(run -> run.status().unfinished()).orElse(false);
    return "daybook run " + source + (unfinished ? " --resume" : "");
  }
}
