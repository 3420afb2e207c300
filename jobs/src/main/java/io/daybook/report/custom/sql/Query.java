package io.daybook.report.custom.sql;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One select.
 *
 * @param sql text of the catalogue and question marks
 * @param values of the question marks, as texts; the statement says their types
 */
public record Query(String sql, List<String> values) {
  public Query {
    requireNonNull(sql, "sql is null");
    values = List.copyOf(values);
  }
}
