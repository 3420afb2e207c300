package io.daybook.copy;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A row that was left out because a value of it cannot be carried exactly.
 *
 * @param table its table
 * @param key its primary key, columns separated by a comma; empty where the table has none
 * @param column the column of the value
 * @param reason why it cannot be carried; never the value
 */
public record Quarantined(String table, String key, String column, String reason)
    implements Serializable {
  public Quarantined {
    requireNonNull(table, "table is null");
    requireNonNull(key, "key is null");
    requireNonNull(column, "column is null");
    requireNonNull(reason, "reason is null");
  }
}
