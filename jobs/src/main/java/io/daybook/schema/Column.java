package io.daybook.schema;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * One column of a dataset.
 *
 * @param name anything that its source or its definition calls it; needs quotes in SQL
 * @param type its type
 * @param nullable whether it may hold NULL
 * @param description meaning and, for a date, whose day; may be empty
 * @param unit what its numbers measure; {@link Unit#NONE} when null
 */
public record Column(String name, DataType type, boolean nullable, String description, Unit unit)
    implements Serializable {
  public Column {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    requireNonNull(description, "description is null");
    // in what was written before columns had units
    unit = unit == null ? Unit.NONE : unit;
    if (name.isEmpty()) {
      throw new IllegalArgumentException("Invalid column name: it is empty");
    }
  }

  /** A column without a unit. */
  public Column(String name, DataType type, boolean nullable, String description) {
    this(name, type, nullable, description, Unit.NONE);
  }

  /** This column with a unit. */
  public Column in(Unit measured) {
    return new Column(name, type, nullable, description, measured);
  }

  /** Its meaning and unit in words, as readers of a database see it. */
  public String comment() {
    return description.isEmpty() || unit.words().isEmpty()
        ? description + unit.words()
        : description + ", " + unit.words();
  }

  /** A nullable column without a description. */
  public static Column of(String name, DataType type) {
    return new Column(name, type, true, "");
  }
}
