package io.daybook.extract;

import static java.util.Objects.requireNonNull;

import io.daybook.schema.Column;
import io.daybook.schema.Schema;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceTable;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is read of one table; travels to executors.
 *
 * @param name its name
 * @param columns its columns, in order
 * @param key primary key columns
 */
record TableRead(String name, List<SourceColumn> columns, List<String> key)
    implements Serializable {
  TableRead {
    requireNonNull(name, "name is null");
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /** Reads what {@link SourceTable#rawSchema} lays out: NULL is refused in a key only. */
  static TableRead of(SourceTable table) {
    return new TableRead(
        table.name(),
        table.columns().stream()
            .map(
                column ->
                    new SourceColumn(
                        column.name(),
                        column.sourceType(),
                        column.enumerated(),
                        column.type(),
                        !table.key().contains(column.name())))
            .toList(),
        table.key());
  }

  /** The columns as they are selected, in order. */
  String selectList() {
    return columns.stream()
        .map(column -> Wire.expression(name, column))
        .collect(Collectors.joining(", "));
  }

  Schema schema() {
    return new Schema(
        columns.stream()
            .map(column -> new Column(column.name(), column.type(), column.nullable(), ""))
            .toList());
  }

  /** Columns whose values do not repeat: a key of one column. */
  Set<String> distinctColumns() {
    return key.size() == 1 ? Set.copyOf(key) : Set.of();
  }

  List<SourceColumn> decimals() {
    return columns.stream().filter(column -> column.type().precision() > 0).toList();
  }
}
