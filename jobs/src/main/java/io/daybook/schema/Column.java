package io.daybook.schema;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * One column of a dataset.
 *
 * @param name lower case, needs no quotes in any engine
 * @param type its type
 * @param nullable whether it may hold NULL
 * @param description meaning, unit and, for a date, whose day; may be empty
 */
public record Column(String name, DataType type, boolean nullable, String description)
    implements Serializable {
  public Column {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    requireNonNull(description, "description is null");
    if (!name.matches("[a-z_][a-z0-9_]*")) {
      throw new IllegalArgumentException("Invalid column name: " + name);
    }
  }

  /** A nullable column without a description. */
  public static Column of(String name, DataType type) {
    return new Column(name, type, true, "");
  }
}
