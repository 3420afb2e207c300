package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table: the evidence.
 *
 * @param rows those that the report holds
 * @param available how many rows the data has; more than {@code rows} when a definition limits them
 * @param totals one a column, over all {@code available} rows
 */
public record ReportTable(
    String title, List<Column> columns, Rows rows, long available, List<Total> totals) {
  public ReportTable {
    title = OneLine.label("title", title);
    columns = List.copyOf(columns);
    totals = List.copyOf(totals);
    requireNonNull(rows, "rows is null");
    if (columns.isEmpty() || totals.size() != columns.size()) {
      throw new IllegalArgumentException(
          "Invalid table %s: %d columns, %d totals"
              .formatted(title, columns.size(), totals.size()));
    }
    if (rows.count() > available) {
      throw new IllegalArgumentException(
          "Invalid table %s: %d rows of %d".formatted(title, rows.count(), available));
    }
  }

  /** A table that holds all of its rows and has no totals. */
  public static ReportTable of(String title, List<Column> columns, Rows rows) {
    return new ReportTable(
        title, columns, rows, rows.count(), columns.stream().map(column -> Total.none()).toList());
  }

  /** The same table with totals. */
  public ReportTable withTotals(List<Total> below) {
    return new ReportTable(title, columns, rows, available, below);
  }

  /** The same table, as part of more rows than it holds. */
  public ReportTable withAvailable(long number) {
    return new ReportTable(title, columns, rows, number, totals);
  }

  /** Whether it holds all rows that there are. */
  public boolean isWhole() {
    return rows.count() == available;
  }

  /** Whether anything stands below the rows. */
  public boolean hasTotals() {
    return totals.stream().anyMatch(total -> !(total instanceof Total.None));
  }

  /**
   * The rows, each proved to fit the columns and its numbers rounded to what is shown. To be
   * closed.
   *
   * @throws IllegalArgumentException while it is read, at a row that does not fit
   */
  public Stream<List<Cell>> open() {
    return rows.open().map(this::fitted);
  }

  private List<Cell> fitted(List<Cell> row) {
    if (row.size() != columns.size()) {
      throw new IllegalArgumentException(
          "Invalid row of %s: %d cells for %d columns"
              .formatted(title, row.size(), columns.size()));
    }
    Cell[] cells = new Cell[row.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = fitted(columns.get(i), row.get(i));
    }
    return List.of(cells);
  }

  /** The cell as the column shows it. */
  public static Cell fitted(Column column, Cell cell) {
    if (!column.holds(cell)) {
      throw new IllegalArgumentException(
          "Invalid cell of column %s: %s in a column of %s"
              .formatted(column.title(), cell.getClass().getSimpleName(), column.kind()));
    }
    return cell instanceof Measure measure && column.unit().isPresent()
        ? measure.rounded(column.unit().get(), column.decimals())
        : cell;
  }
}
