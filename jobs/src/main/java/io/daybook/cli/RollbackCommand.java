package io.daybook.cli;

import io.daybook.assembly.Nights;
import io.daybook.assembly.Warehouse;
import io.daybook.cli.screen.Table;
import io.daybook.run.Upkeep;
import io.daybook.state.State;
import io.daybook.warehouse.Manifest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "rollback",
    description = {
      "Show an older release again.",
      "",
      "Publishes its content under the next number. Recorded data stays, and nothing is removed;",
      "rolling back to the newer one undoes it."
    })
final class RollbackCommand implements Runnable {
  private final Session session;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "name of a folder in sql/")
  String source;

  @Parameters(index = "1", paramLabel = "N", description = "number of the release to show again")
  long release;

  RollbackCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Warehouse warehouse = session.installation().warehouse(source);
    warehouse.current();
    try (State state = session.installation().openState()) {
      Manifest manifest =
          new Upkeep(source, state, warehouse.files(), Nights.LEASE, session.clock())
              .rollback(release);
      session.print(
          Table.of("", List.of("source", "release", "shows", "as_of"))
              .row(source, manifest.release(), "release " + release, manifest.asOf()));
    }
  }
}
