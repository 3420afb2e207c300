package io.daybook.copy;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * What became of the values of one column that cannot be carried.
 *
 * @param table its table
 * @param column the column
 * @param cost what such a value costs here
 * @param cells values that are NULL in rows that were written
 * @param rows rows that were left out for a value of this column
 * @param declared values that are NULL because {@code source.yml} says that they mean none
 * @param refused all values that cannot be carried, declared ones and those of rows left out among
 *     them
 */
public record ColumnLoss(
    String table, String column, Cost cost, long cells, long rows, long declared, long refused)
    implements Serializable {
  public ColumnLoss {
    requireNonNull(table, "table is null");
    requireNonNull(column, "column is null");
    requireNonNull(cost, "cost is null");
  }

  /** With what another slice lost of the same column. */
  public ColumnLoss plus(ColumnLoss other) {
    return new ColumnLoss(
        table,
        column,
        cost,
        cells + other.cells,
        rows + other.rows,
        declared + other.declared,
        refused + other.refused);
  }
}
