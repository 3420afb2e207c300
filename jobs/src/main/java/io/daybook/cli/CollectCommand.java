package io.daybook.cli;

import io.daybook.assembly.Nights;
import io.daybook.assembly.Warehouse;
import io.daybook.cli.screen.Table;
import io.daybook.run.Upkeep;
import io.daybook.state.State;
import io.daybook.warehouse.Collector.Collected;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "collect",
    description = {
      "Remove what no reader can need any more.",
      "",
      "Releases beyond the retention, and files that no kept release has named for a day. Not while a",
      "run works."
    })
final class CollectCommand implements Runnable {
  private final Session session;

  @Mixin SourceOption.OrWord source = new SourceOption.OrWord();

  @Option(names = "--dry-run", description = "say only what would go")
  boolean dryRun;

  CollectCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Warehouse warehouse = session.installation().warehouse(source.only(session));
    try (State state = session.installation().openState()) {
      Collected collected =
          new Upkeep(warehouse.source(), state, warehouse.files(), Nights.LEASE, session.clock())
              .collect(session.config().retention().releases(), dryRun);
      session.print(
          Table.of("", List.of("source", "dry_run", "releases", "files", "bytes"))
              .row(
                  warehouse.source(),
                  dryRun,
                  collected.releases().size(),
                  collected.files().size(),
                  collected.bytes()));
    }
  }
}
