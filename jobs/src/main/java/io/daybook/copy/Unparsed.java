package io.daybook.copy;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a column holds as NULL because the source's text did not parse. The rows are in the raw
 * table.
 *
 * @param table its table
 * @param column the parsed column
 * @param rows how many
 * @param keys primary keys of the first of them, columns separated by a comma
 */
public record Unparsed(String table, String column, long rows, List<String> keys)
    implements Serializable {
  /** Keys that are kept. */
  public static final int KEYS = 100;

  public Unparsed {
    requireNonNull(table, "table is null");
    requireNonNull(column, "column is null");
    keys = List.copyOf(keys);
  }

  /** Nothing yet. */
  static Unparsed none(String table, String column) {
    return new Unparsed(table, column, 0, List.of());
  }

  /** One row more. */
  Unparsed plus(String key) {
    return plus(new Unparsed(table, column, 1, List.of(key)));
  }

  /** With the rows of another slice. */
  public Unparsed plus(Unparsed other) {
    return new Unparsed(
        table,
        column,
        rows + other.rows,
        keys.size() == KEYS
            ? keys
            : Stream.concat(keys.stream(), other.keys.stream()).limit(KEYS).toList());
  }
}
