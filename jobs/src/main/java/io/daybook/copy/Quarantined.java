package io.daybook.copy;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A value that cannot be carried exactly, and what it cost.
 *
 * @param table its table
 * @param key primary key of its row, columns separated by a comma; empty where the table has none
 * @param column its column
 * @param reason why it cannot be carried; never the value
 * @param lost the cell, which is NULL, or the whole row
 */
public record Quarantined(String table, String key, String column, String reason, Lost lost)
    implements Serializable {
  /** What the raw table lacks. */
  public enum Lost {
    CELL,
    ROW
  }

  public Quarantined {
    requireNonNull(table, "table is null");
    requireNonNull(key, "key is null");
    requireNonNull(column, "column is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(lost, "lost is null");
  }

  /** A cell that is NULL. */
  public static Quarantined cell(String table, String key, String column, String reason) {
    return new Quarantined(table, key, column, reason, Lost.CELL);
  }

  /** A row that was left out. */
  public static Quarantined row(String table, String key, String column, String reason) {
    return new Quarantined(table, key, column, reason, Lost.ROW);
  }
}
