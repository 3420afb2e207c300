package io.daybook.cli;

import io.daybook.cli.screen.Table;
import io.daybook.config.Version;
import io.daybook.zone.Zones;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Print the versions of Daybook and of its Java.")
final class VersionCommand implements Runnable {
  private final Session session;

  VersionCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    // which may name newer zone rules
    session.config();
    session.print(
        Table.of("", List.of("daybook", "java", "system", "zone rules"))
            .row(
                Version.text(),
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Zones.edition().version() + " of " + Zones.edition().origin()));
  }
}
