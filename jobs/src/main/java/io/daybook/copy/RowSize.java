package io.daybook.copy;

import io.daybook.source.SourceColumn;
import io.daybook.sql.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the source is asked to learn how large a table's rows are, before one of them is sent.
 *
 * @param columns places of the columns whose values may be large
 * @param sizes an SQL expression for each: bytes of its value as it is sent, 0 where that is little
 * @param stored an SQL condition that holds where a value has many bytes as it is stored; true for
 *     every row with one that is printed for its size
 */
public record RowSize(List<Integer> columns, List<String> sizes, String stored) {
  /**
   * Stored bytes from which the size of a JSON document or an array is looked at: PostgreSQL tells
   * it only by printing the value. None of fewer bytes is large, but one of numbers with hundreds
   * of thousands of digits.
   */
  public static final int USUAL = 64 << 10;

  public RowSize {
    columns = List.copyOf(columns);
    sizes = List.copyOf(sizes);
  }

  /**
   * The sizes of a table's rows.
   *
   * @param printedFrom stored bytes from which a value is printed to learn its size, see {@link
   *     #USUAL}
   */
  public static RowSize of(TableRead table, int printedFrom) {
    List<Integer> columns = new ArrayList<>();
    List<String> sizes = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      Optional<String> size = size(table.name(), table.columns().get(i), printedFrom);
      if (size.isPresent()) {
        columns.add(i);
        sizes.add(size.orElseThrow());
      }
    }
    String stored =
        columns.stream()
            .map(i -> stored(table.columns().get(i), printedFrom))
            .collect(Collectors.joining(" or "));
    return new RowSize(columns, sizes, stored);
  }

  private static String stored(SourceColumn column, int least) {
    return "pg_catalog.pg_column_size(" + Quoted.name(column.name()) + ") > " + least;
  }

  /** Sum of the sizes. */
  public String total() {
    return sizes.isEmpty() ? "0" : String.join(" + ", sizes);
  }

  private static Optional<String> size(String table, SourceColumn column, int printedFrom) {
    String name = Quoted.name(column.name());
    return switch (BinaryForm.of(column)) {
      case TEXT, PARSED, JSONB, ARRAY ->
          column.enumerated()
              ? Optional.empty()
              : Optional.of(
                  switch (column.plainSourceType()) {
                    case "text", "character varying", "varchar", "character" ->
                        "coalesce(pg_catalog.octet_length(" + name + ")::bigint, 0)";
                    // Printed in hexadecimal digits.
                    case "bytea" ->
                        "coalesce(2 + 2 * pg_catalog.octet_length(" + name + ")::bigint, 0)";
                    default ->
                        "case when "
                            + stored(column, printedFrom)
                            + " then pg_catalog.octet_length(("
                            + BinaryForm.expression(table, column)
                            + ")::text)::bigint else 0 end";
                  });
      default -> Optional.empty();
    };
  }
}
