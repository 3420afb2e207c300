package io.daybook.cli;

import io.daybook.cli.screen.Table;
import io.daybook.report.metric.CataloguePage;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.Metrics;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "metrics",
    description = {
      "List what can be asked: metrics, what they are and what they can be asked by.",
      "",
      "Reports, targets and custom reports name them."
    })
final class MetricsCommand implements Runnable {
  private final Session session;

  @Mixin SourceOption.OrWord source = new SourceOption.OrWord();

  @Option(names = "--page", description = "print the page of the docs, with datasets and roles")
  boolean page;

  MetricsCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String name = source.only(session);
    Metrics metrics = session.installation().definition(name).metrics();
    if (page) {
      session.terminal().out().print(CataloguePage.of(name, metrics));
      session.terminal().out().flush();
      return;
    }
    Table table =
        Table.of(
            "metrics.yml has no metric",
            List.of("metric", "title", "unit", "adds_up", "asked_by", "description"));
    for (Metric metric : metrics.byId().values()) {
      table.row(
          metric.id(),
          metric.title(),
          metric.unit().toString(),
          metric.additivity().name().toLowerCase(Locale.ROOT),
          String.join(" ", CataloguePage.askedBy(metrics, metric)),
          metric.description());
    }
    session.print(table);
  }
}
