package io.daybook.cli;

import io.daybook.cli.screen.Table;
import io.daybook.config.Problems;
import io.daybook.definition.Lineage;
import io.daybook.definition.Lineage.Link;
import io.daybook.definition.SourceDefinition;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schema.Schema;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "lineage",
    description = {
      "Say what a fact or a mart, and each of its columns, is made of.",
      "",
      "As the queries say it that build them, down to the tables of the source. Of a column those count",
      "that its value comes from, not those that decide which rows there are; ? where its query nests too",
      "deep to be followed. The dataset facts.lineage of every release has the same, and recorded.scores",
      "how good each dataset was."
    })
final class LineageCommand implements Runnable {
  private final Session session;

  @Parameters(
      paramLabel = "DATASET",
      arity = "0..1",
      description = "such as facts.orders or marts.mv_daily_metrics; all of them if left out")
  Optional<String> dataset = Optional.empty();

  @Mixin SourceOption source = new SourceOption();

  LineageCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    SourceDefinition definition = session.definitions().definition(source.only(session));
    Lineage lineage = definition.lineage();
    Map<String, Schema> made = new TreeMap<>();
    definition.facts().forEach(fact -> made.put(fact.dataset(), fact.schema()));
    definition.marts().forEach(mart -> made.put(mart.dataset(), mart.schema()));
    if (dataset.isEmpty()) {
      Table all = Table.of("No fact and no mart", List.of("dataset", "reads"));
      made.keySet().forEach(each -> rows(lineage, each).forEach(all::row));
      session.print(all);
      return;
    }
    String wanted = dataset.orElseThrow();
    if (!made.containsKey(wanted)) {
      throw DaybookException.of(
              Code.USAGE,
              "Cannot find the dataset " + wanted + Problems.didYouMean(wanted, made.keySet()))
          .line("known", String.join(", ", made.keySet()))
          .state("nothing was started or changed")
          .next("name one of them")
          .build();
    }
    session.print(
        List.of("datasets", "columns"),
        List.of(datasets(lineage, wanted), columns(lineage, wanted, made.get(wanted))));
    made.get(wanted).names().stream()
        .flatMap(column -> lineage.back(wanted, column).stream())
        .filter(Link::isUnknown)
        .map(Link::dataset)
        .distinct()
        .forEach(this::warn);
  }

  private void warn(String unknown) {
    PrintWriter err = session.terminal().err();
    err.printf(
        "%s: the query of %s nests too deep to be followed; split its longest expression over two"
            + " columns%n",
        Lineage.UNKNOWN, unknown);
    err.flush();
  }

  private static List<List<String>> rows(Lineage lineage, String dataset) {
    return lineage.links().stream()
        .filter(link -> link.dataset().equals(dataset) && link.column().equals(Lineage.ROWS))
        .map(link -> List.of(dataset, link.reads()))
        .toList();
  }

  private static Table datasets(Lineage lineage, String dataset) {
    Table table = Table.of("It reads nothing", List.of("dataset", "reads"));
    lineage.back(dataset, Lineage.ROWS).forEach(link -> table.row(link.dataset(), link.reads()));
    return table;
  }

  private static Table columns(Lineage lineage, String dataset, Schema schema) {
    Table table = Table.of("No columns", List.of("column", "comes_from", "in_the_source"));
    for (String column : schema.names()) {
      List<Link> back = lineage.back(dataset, column);
      table.row(
          column,
          text(back.stream().filter(link -> link.dataset().equals(dataset)).toList()),
          text(
              back.stream()
                  .filter(link -> link.reads().startsWith("raw.") || link.isUnknown())
                  .toList()));
    }
    return table;
  }

  private static String text(Collection<Link> links) {
    return links.stream()
        .map(link -> link.isUnknown() ? Lineage.UNKNOWN : link.reads() + "." + link.readsColumn())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
