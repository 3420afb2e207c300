package io.daybook.cli;

import io.daybook.assembly.Warehouse;
import io.daybook.cli.screen.Table;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "releases", description = "List the releases of a source, the current one first.")
final class ReleasesCommand implements Runnable {
  private final Session session;

  @Mixin SourceOption.OrWord source = new SourceOption.OrWord();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "print at most so many, ${DEFAULT-VALUE} by default")
  int limit;

  ReleasesCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String name = source.only(session);
    Warehouse warehouse = session.installation().warehouse(name);
    Table table =
        Table.of(
            "No release of " + name + " yet; daybook run " + name + " makes one",
            List.of("release", "as_of", "published_at", "engine", "run", "marts", "rows", "note"));
    List<Long> numbers = warehouse.releases().numbers();
    for (int i = numbers.size() - 1; i >= Math.max(0, numbers.size() - limit); i--) {
      Manifest manifest = warehouse.releases().load(numbers.get(i));
      table.row(
          manifest.release(),
          manifest.asOf(),
          manifest.publishedAt(),
          manifest.engine(),
          manifest.run(),
          count(manifest, Dataset.Layer.MART),
          manifest.datasets().stream().mapToLong(Dataset::rows).sum(),
          note(manifest, i == numbers.size() - 1));
    }
    session.print(table);
  }

  private static long count(Manifest manifest, Dataset.Layer layer) {
    return manifest.datasets().stream().filter(dataset -> dataset.layer() == layer).count();
  }

  private static String note(Manifest manifest, boolean current) {
    String shows =
        manifest.rollbackOf().isPresent()
            ? "shows release " + manifest.rollbackOf().getAsLong() + " again"
            : "";
    return current ? (shows.isEmpty() ? "current" : "current, " + shows) : shows;
  }
}
