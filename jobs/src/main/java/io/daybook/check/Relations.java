package io.daybook.check;

import io.daybook.engine.Engine;
import io.daybook.source.SourceModel;
import io.daybook.warehouse.CheckOutcome;
import java.util.List;

/**
 * Counts every relation of the FK map over the raw tables, all relations of a child in one scan.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Relations {
  private Relations() {}

  /** One query a child table; their rows are {@link RelationCount#schema}. */
  public static List<String> queries(SourceModel model) {
    throw new UnsupportedOperationException();
  }

  /** Runs the queries, several in one. */
  public static List<RelationCount> count(Engine engine, SourceModel model) {
    throw new UnsupportedOperationException();
  }

  /** Orphans and cross-tenant references as outcomes that warn. */
  public static List<CheckOutcome> outcomes(List<RelationCount> counts) {
    throw new UnsupportedOperationException();
  }
}
