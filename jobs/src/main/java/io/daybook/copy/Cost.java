package io.daybook.copy;

/** What it costs when a value of a column cannot be carried. */
public enum Cost {
  /** Nothing reads the column: the cell is NULL, and counted. */
  UNUSED,
  /** The cell is NULL; few are borne. */
  CELL,
  /** The cell is NULL, and a total may lack it: none is borne unless the operator says so. */
  TOTAL,
  /**
   * The row is left out: the cell says which row it is, whose it is or what it belongs to, and NULL
   * there would change what joins find.
   */
  ROW
}
