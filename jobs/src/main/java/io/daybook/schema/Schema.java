package io.daybook.schema;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The columns of a dataset in their order; names are unique. */
public record Schema(List<Column> columns) implements Serializable {
  public Schema {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("Invalid schema: column twice: " + column.name());
      }
    }
  }

  /** A schema of these columns. */
  public static Schema of(Column... columns) {
    return new Schema(List.of(columns));
  }

  /** The column of this name, if there is one. */
  public Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** What the numbers of a column measure. */
  public Unit unit(String name) {
    return column(name).map(Column::unit).orElse(Unit.NONE);
  }

  /** Its columns as readers of a dataset see them: a key is a text, however it is stored. */
  public Schema read() {
    return new Schema(
        columns.stream()
            .map(
                column ->
                    column.type().isText()
                        ? new Column(
                            column.name(),
                            DataType.TEXT,
                            column.nullable(),
                            column.description(),
                            column.unit())
                        : column)
            .toList());
  }

  /** Whether a query sees something else where it sees keys as they are stored. */
  public boolean hasKeys() {
    return columns.stream().anyMatch(column -> column.type().kind() == DataType.Kind.UUID);
  }

  /** The names in order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }
}
