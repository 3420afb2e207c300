package io.daybook.check;

import io.daybook.engine.Engine;
import io.daybook.source.SourceModel;
import io.daybook.warehouse.CheckOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Counts every relation of the FK map over the raw tables, all relations of a child in one scan.
 * Nothing here blocks: orphans and references across tenants are the source's, and the facts leave
 * them unjoined.
 */
public final class Relations {
  private static final int CHILDREN_PER_QUERY = 4;

  private Relations() {}

  /** One query a child table; their rows are {@link RelationCount#schema}. */
  public static List<String> queries(SourceModel model) {
    return model.tables().values().stream()
        .filter(table -> !table.relations().isEmpty())
        .map(table -> new RelationSql(model, table).query())
        .toList();
  }

  /** Runs the queries, several in one. */
  public static List<RelationCount> count(Engine engine, SourceModel model) {
    List<String> queries = queries(model);
    List<RelationCount> counts = new ArrayList<>();
    for (int start = 0; start < queries.size(); start += CHILDREN_PER_QUERY) {
      int end = Math.min(queries.size(), start + CHILDREN_PER_QUERY);
      String query =
          queries.subList(start, end).stream()
              .map(each -> "select * from (\n" + each + "\n) as counted")
              .collect(Collectors.joining("\nunion all\n"));
      engine.rows(query).forEach(row -> counts.add(RelationCount.of(row)));
    }
    return counts;
  }

  /** Orphans and cross-tenant references of every relation as outcomes that warn. */
  public static List<CheckOutcome> outcomes(List<RelationCount> counts) {
    List<CheckOutcome> outcomes = new ArrayList<>();
    for (RelationCount count : counts) {
      String name = "relations." + count.relation().replaceAll(" -> .*", "");
      outcomes.add(new CheckOutcome(name + ".orphaned", false, count.orphaned()));
      outcomes.add(new CheckOutcome(name + ".cross_tenant", false, count.crossTenant()));
    }
    return outcomes;
  }
}
