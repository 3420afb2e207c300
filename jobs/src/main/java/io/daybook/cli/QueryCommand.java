package io.daybook.cli;

import io.daybook.assembly.Warehouse;
import io.daybook.cli.screen.Table;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.ReadOnlyQuery;
import io.daybook.warehouse.ReadOnlyQuery.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "query",
    description = {
      "Ask a release: one select in DuckDB's SQL.",
      "",
      "Over marts, facts, raw and recorded tables. It only reads."
    })
final class QueryCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "SQL", description = "such as \"from marts.mv_current_state\"")
  String sql;

  @Mixin SourceOption source = new SourceOption();

  @Option(
      names = "--release",
      paramLabel = "N",
      description = "an older release instead of the current one")
  Optional<Long> release;

  @Option(
      names = "--limit",
      paramLabel = "ROWS",
      defaultValue = "1000",
      description = "print at most so many rows, ${DEFAULT-VALUE} by default")
  int limit;

  QueryCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SQLException {
    Warehouse warehouse = session.installation().warehouse(source.only(session));
    long number = release.orElseGet(() -> warehouse.current().release());
    try (Connection connection = new AnalystDatabase(warehouse.files()).open(number)) {
      session.print(table(ReadOnlyQuery.run(connection, sql, limit)));
    }
    return 0;
  }

  static Table table(Answer answer) {
    Table table = Table.of("no row", answer.columns());
    for (List<Object> row : answer.rows()) {
      table.row(row);
    }
    return table;
  }
}
