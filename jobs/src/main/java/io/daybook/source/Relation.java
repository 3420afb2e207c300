package io.daybook.source;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One arrow of the FK map, N:1.
 *
 * @param name name of the path step, by default the column without {@code _id}
 * @param table child table
 * @param columns child's columns, one or several that refer together
 * @param parent parent table
 * @param parentColumns referenced columns of the parent, in the order of {@code columns}
 * @param declared whether the source declares it as a foreign key
 * @param branch which rows it is of, where each row says which table it leads to; empty where it is
 *     of all
 */
public record Relation(
    String name,
    String table,
    List<String> columns,
    String parent,
    List<String> parentColumns,
    boolean declared,
    Optional<Branch> branch) {
  /**
   * The rows of a polymorphic relation that lead to one parent.
   *
   * @param typeColumn child column that says the parent table
   * @param types its {@linkplain PolymorphicRelation#wordOf words} that say this one, sorted
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
    requireNonNull(parent, "parent is null");
    requireNonNull(branch, "branch is null");
    columns = List.copyOf(columns);
    parentColumns = List.copyOf(parentColumns);
    if (columns.isEmpty() || columns.size() != parentColumns.size()) {
      throw new IllegalArgumentException(
          "Invalid relation %s: %s -> %s".formatted(name, columns, parentColumns));
    }
  }

  /** One of all rows. */
  public Relation(
      String name,
      String table,
      List<String> columns,
      String parent,
      List<String> parentColumns,
      boolean declared) {
    this(name, table, columns, parent, parentColumns, declared, Optional.empty());
  }

  /** One of all rows, and of one column. */
  public Relation(
      String name,
      String table,
      String column,
      String parent,
      String parentColumn,
      boolean declared) {
    this(name, table, List.of(column), parent, List.of(parentColumn), declared);
  }

  /** The same under another name. */
  Relation as(String other) {
    return new Relation(other, table, columns, parent, parentColumns, declared, branch);
  }

  /** Whether it finds one row at most of each tenant. */
  public boolean isToKeyOf(SourceTable other) {
    return Set.copyOf(other.keyBesideTenant()).equals(Set.copyOf(parentColumns));
  }

  /** Columns as a file or a check names them: {@code customer_id}, {@code country+year}. */
  static String text(List<String> columns) {
    return String.join("+", columns);
  }

  /** {@code orders.customer_id -> customers.id}. */
  @Override
  public String toString() {
    return table + "." + text(columns) + " -> " + parent + "." + text(parentColumns);
  }
}
