package io.daybook.source;

import static java.util.Objects.requireNonNull;

/**
 * One arrow of the FK map, N:1.
 *
 * @param name name of the path step, by default the column without {@code _id}
 * @param table child table
 * @param column child column
 * @param parent parent table
 * @param parentColumn referenced column of the parent
 * @param declared whether the source declares it as a foreign key
 */
public record Relation(
    String name,
    String table,
    String column,
    String parent,
    String parentColumn,
    boolean declared) {
  public Relation {
    requireNonNull(name, "name is null");
    requireNonNull(table, "table is null");
    requireNonNull(column, "column is null");
    requireNonNull(parent, "parent is null");
    requireNonNull(parentColumn, "parentColumn is null");
  }

  /** The same under another name. */
  Relation as(String other) {
    return new Relation(other, table, column, parent, parentColumn, declared);
  }

  /** {@code orders.customer_id -> customers.id}. */
  @Override
  public String toString() {
    return table + "." + column + " -> " + parent + "." + parentColumn;
  }
}
