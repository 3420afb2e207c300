package io.daybook.cli;

import io.daybook.config.Problems;
import io.daybook.definition.SourceDefinition;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "sql", description = "Print the SQL that builds a fact or a mart.")
final class SqlCommand implements Runnable {
  private final Session session;

  @Parameters(
      paramLabel = "DATASET",
      description = "such as facts.orders or marts.mv_daily_metrics")
  String dataset;

  @Mixin SourceOption source = new SourceOption();

  SqlCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String name = source.only(session);
    Map<String, String> queries = SourceDefinition.queries(session.sql(), session.model(name));
    String query = queries.get(dataset);
    if (query == null) {
      throw DaybookException.of(
              Code.USAGE,
              "Cannot find the dataset " + dataset + Problems.didYouMean(dataset, queries.keySet()))
          .line("known", String.join(", ", queries.keySet()))
          .state("nothing was started or changed")
          .next("name one of them")
          .build();
    }
    session.terminal().out().println(query.stripTrailing());
  }
}
