package io.daybook.copy;

import static java.util.Objects.requireNonNull;

import io.daybook.schema.Column;
import io.daybook.schema.Schema;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceTable;
import io.daybook.source.server.TextEncoding;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is read of one table; travels to executors.
 *
 * @param name its name
 * @param columns its columns, in order
 * @param key primary key columns
 * @param encoding that of the database's texts
 * @param costs what a value that cannot be carried costs, by column
 */
public record TableRead(
    String name,
    List<SourceColumn> columns,
    List<String> key,
    TextEncoding encoding,
    Map<String, Cost> costs)
    implements Serializable {
  public TableRead {
    requireNonNull(name, "name is null");
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    requireNonNull(encoding, "encoding is null");
    costs = Map.copyOf(costs);
  }

  /** Reads what {@link SourceTable#rawSchema} lays out: NULL is refused in a key only. */
  public static TableRead of(SourceTable table, TextEncoding encoding, Map<String, Cost> costs) {
    return new TableRead(
        table.name(),
        table.columns().stream()
            .map(column -> column.nullable(!table.key().contains(column.name())))
            .toList(),
        table.key(),
        encoding,
        costs);
  }

  /** The columns as they are selected, in order. */
  public String selectList() {
    return selectList(Set.of());
  }

  /**
   * The columns as they are selected, but for some an empty value: NULL, or where a text would be
   * parsed a text without letters, so that it still counts as one.
   *
   * @param emptied places of these columns
   */
  public String selectList(Set<Integer> emptied) {
    return IntStream.range(0, columns.size())
        .mapToObj(
            i -> {
              SourceColumn column = columns.get(i);
              return emptied.contains(i)
                  ? (column.parsed() ? "''::text" : "null::text")
                  : expression(column);
            })
        .collect(Collectors.joining(", "));
  }

  private String expression(SourceColumn column) {
    String selected = BinaryForm.expression(name, column);
    return encoding.asBytes() && isText(column)
        ? "pg_catalog.convert_to((%s)::text, '%s')".formatted(selected, encoding.name())
        : selected;
  }

  /** Which columns come as texts, in whatever form they are kept. */
  boolean[] texts() {
    boolean[] texts = new boolean[columns.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = isText(columns.get(i));
    }
    return texts;
  }

  private static boolean isText(SourceColumn column) {
    return switch (BinaryForm.of(column)) {
      case TEXT, ARRAY, JSONB, PARSED -> true;
      default -> false;
    };
  }

  /** Schema of the raw table. */
  public Schema schema() {
    return new Schema(
        columns.stream()
            .map(column -> new Column(column.name(), column.type(), column.nullable(), ""))
            .toList());
  }

  /** Columns whose values do not repeat: a key of one column. */
  public Set<String> distinctColumns() {
    return key.size() == 1 ? Set.copyOf(key) : Set.of();
  }

  /** What a value of a column costs that cannot be carried; the row where it is of the key. */
  public Cost cost(String column) {
    return key.contains(column) ? Cost.ROW : costs.getOrDefault(column, Cost.CELL);
  }

  /** Columns whose sums are compared with the source's. */
  public List<SourceColumn> decimals() {
    return columns.stream()
        .filter(column -> column.type().precision() > 0 && !column.parsed())
        .toList();
  }

  /** Columns whose texts are parsed; how many there are is compared with the source. */
  public List<SourceColumn> parsed() {
    return columns.stream().filter(SourceColumn::parsed).toList();
  }
}
