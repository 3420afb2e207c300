package io.daybook.report.custom.sql;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One select.
 *
 * @param sql text of the catalogue and question marks
 * @param columns names of what it gives, in order
 * @param values of the question marks, as texts; the statement says their types
 */
public record Query(String sql, List<String> columns, List<String> values) {
  public Query {
    requireNonNull(sql, "sql is null");
    columns = List.copyOf(columns);
    values = List.copyOf(values);
  }

  /** Where a column stands in a row; -1 where it gives none of this name. */
  int place(String column) {
    return columns.indexOf(column);
  }
}
