package io.daybook.cli;

import io.daybook.cli.screen.Table;
import io.daybook.config.Problems;
import io.daybook.definition.SourceDefinition;
import io.daybook.engine.ForeignSql;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sql",
    description = {
      "Print the SQL that builds a fact or a mart, or of all of them.",
      "",
      "With --duckdb and --json, all of it comes with the functions that DuckDB lacks. It then also needs",
      "json_text(document, path) and number_text(text), which Daybook brings along in Java."
    })
final class SqlCommand implements Runnable {
  private final Session session;

  @Parameters(
      paramLabel = "DATASET",
      arity = "0..1",
      description = "such as facts.orders or marts.mv_daily_metrics; all of them if left out")
  Optional<String> dataset = Optional.empty();

  @Mixin SourceOption source = new SourceOption();

  @Option(
      names = "--duckdb",
      description = "in DuckDB's words, not in those that all engines share")
  boolean duckdb;

  SqlCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String name = source.only(session);
    Map<String, String> queries = SourceDefinition.queries(session.sql(), session.model(name));
    session.terminal().out().print(dataset.map(each -> one(queries, each)).orElse(all(queries)));
    session.terminal().out().flush();
  }

  private String one(Map<String, String> queries, String wanted) {
    String query = queries.get(wanted);
    if (query == null) {
      throw DaybookException.of(
              Code.USAGE,
              "Cannot find the dataset " + wanted + Problems.didYouMean(wanted, queries.keySet()))
          .line("known", String.join(", ", queries.keySet()))
          .state("nothing was started or changed")
          .next("name one of them")
          .build();
    }
    return written(query) + "\n";
  }

  private String all(Map<String, String> queries) {
    if (!session.json()) {
      StringBuilder text = new StringBuilder();
      queries.forEach(
          (name, query) -> text.append("-- %s\n%s;\n\n".formatted(name, written(query))));
      return text.toString();
    }
    List<Map<String, String>> datasets = new ArrayList<>();
    queries.forEach((name, query) -> datasets.add(Map.of("dataset", name, "sql", written(query))));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("functions", duckdb ? ForeignSql.duckDbFunctions() : List.of());
    json.put("datasets", datasets);
    return Table.json(json);
  }

  private String written(String query) {
    return (duckdb ? ForeignSql.duckDb(query) : query).stripTrailing();
  }
}
