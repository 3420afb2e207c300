package io.daybook.cli;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.state.Lease;
import io.daybook.state.LeaseHolder;
import io.daybook.state.Run;
import io.daybook.state.State;
import io.daybook.warehouse.Collector;
import io.daybook.warehouse.Collector.Collected;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "collect",
    description = {
      "Remove what no reader can need any more: releases beyond the retention, and files that no",
      "kept release has named for a day. Not while a run works."
    })
final class CollectCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "SOURCE", arity = "0..1", description = "name of a folder in sql/")
  Optional<String> source;

  @Option(names = "--dry-run", description = "say only what would go")
  boolean dryRun;

  CollectCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String name = session.onlySource(source);
    Warehouse warehouse = Warehouse.open(session, name);
    try (State state = State.open(Settings.state(session.config()), session.clock());
        Lease lease = lease(state, name)) {
      Set<String> unfinished =
          state.runs().lastUnfinished(lease.source()).stream()
              .map(Run::id)
              .collect(Collectors.toSet());
      Collected collected =
          new Collector(warehouse.files(), session.clock())
              .collect(session.config().retention().releases(), Set.of(), unfinished, dryRun);
      session.print(
          Table.of("", List.of("source", dryRun ? "would_go" : "went", "files", "bytes"))
              .row(
                  name,
                  collected.releases().size() + " releases",
                  collected.files().size(),
                  collected.bytes()));
    }
  }

  private static Lease lease(State state, String source) {
    return state
        .leases()
        .acquire(source, "daybook collect", Duration.ofMinutes(30))
        .orElseThrow(
            () ->
                DaybookException.of(
                        Code.RUN_BUSY,
                        "Cannot collect the garbage of "
                            + source
                            + ": "
                            + state.leases().holder(source).map(LeaseHolder::holder).orElse("a run")
                            + " works on it")
                    .state("nothing was removed")
                    .next("try again when it has ended: daybook status")
                    .build());
  }
}
