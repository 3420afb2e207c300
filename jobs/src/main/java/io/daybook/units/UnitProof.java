package io.daybook.units;

import static java.util.Objects.requireNonNull;

import io.daybook.duckdb.SyntaxTrees;
import io.daybook.engine.SqlText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Tells the units of many queries, one after the other. For one thread. */
public final class UnitProof implements AutoCloseable {
  private final SyntaxTrees parser;

  private UnitProof(SyntaxTrees parser) {
    this.parser = parser;
  }

  /** A proof without a query yet. */
  public static UnitProof open() {
    return new UnitProof(SyntaxTrees.open());
  }

  /**
   * Tells the units of a query.
   *
   * @param sql in the shared dialect, with its parameters
   * @param datasets that it may read; of any other nothing is known
   * @param ofOneTenant whether the datasets hold the rows of one tenant alone
   */
  public QueryUnits of(String sql, Collection<MeasuredDataset> datasets, boolean ofOneTenant) {
    requireNonNull(datasets, "datasets is null");
    String bound = SqlText.folded(SqlText.bind(sql, parameter -> "null"));
    List<QueryUnits.Problem> problems = new ArrayList<>();
    Queries queries =
        new Queries(
            datasets,
            ofOneTenant,
            (offset, message) ->
                problems.add(new QueryUnits.Problem(line(bound, offset), message)));
    Map<String, Meaning> columns =
        parser.parse(bound).map(node -> queries.columns(node, Map.of())).orElse(Map.of());
    return new QueryUnits(columns, List.copyOf(problems));
  }

  private static int line(String sql, int offset) {
    byte[] text = sql.getBytes(StandardCharsets.UTF_8);
    int line = 1;
    for (int i = 0; i < Math.min(offset, text.length); i++) {
      line += text[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  @Override
  public void close() {
    parser.close();
  }
}
