package io.daybook.source;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One arrow of the FK map, N:1.
 *
 * @param name name of the path step, by default the column without {@code _id}
 * @param table child table
 * @param column child column
 * @param parent parent table
 * @param parentColumn referenced column of the parent
 * @param declared whether the source declares it as a foreign key
 * @param branch which rows it is of, where each row says which table it leads to; empty where it is
 *     of all
 */
public record Relation(
    String name,
    String table,
    String column,
    String parent,
    String parentColumn,
    boolean declared,
    Optional<Branch> branch) {
  /**
   * The rows of a polymorphic relation that lead to one parent.
   *
   * @param typeColumn child column that says the parent table
   * @param types its values that say this one, sorted
   */
  public record Branch(String typeColumn, List<String> types) {
    public Branch {
      requireNonNull(typeColumn, "typeColumn is null");
      types = List.copyOf(types);
    }
  }

  public Relation {
    requireNonNull(name, "name is null");
    requireNonNull(table, "table is null");
    requireNonNull(column, "column is null");
    requireNonNull(parent, "parent is null");
    requireNonNull(parentColumn, "parentColumn is null");
    requireNonNull(branch, "branch is null");
  }

  /** One of all rows. */
  public Relation(
      String name,
      String table,
      String column,
      String parent,
      String parentColumn,
      boolean declared) {
    this(name, table, column, parent, parentColumn, declared, Optional.empty());
  }

  /** The same under another name. */
  Relation as(String other) {
    return new Relation(other, table, column, parent, parentColumn, declared, branch);
  }

  /** {@code orders.customer_id -> customers.id}. */
  @Override
  public String toString() {
    return table + "." + column + " -> " + parent + "." + parentColumn;
  }
}
