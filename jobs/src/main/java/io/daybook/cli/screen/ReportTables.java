package io.daybook.cli.screen;

import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.Figure;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A report as a terminal shows it.
 *
 * @param names of the tables, in their order
 */
public record ReportTables(List<String> names, List<Table> tables) {
  public ReportTables {
    names = List.copyOf(names);
    tables = List.copyOf(tables);
  }

  /** The tables of a report. */
  public static ReportTables of(Report made) {
    Formats formats = made.formats();
    List<String> names = new ArrayList<>();
    List<Table> tables = new ArrayList<>();
    if (!made.figures().isEmpty()) {
      Table figures = Table.of("", List.of("figure", "value", "before"));
      for (Figure figure : made.figures()) {
        figures.row(
            figure.label(),
            formats.full(figure.value(), figure.unit(), figure.decimals()),
            figure
                .comparison()
                .map(before -> formats.full(before, figure.unit(), figure.decimals()))
                .orElse(""));
      }
      names.add("figures");
      tables.add(figures);
    }
    for (ReportTable table : made.tables()) {
      names.add("rows");
      tables.add(rows(table, formats));
    }
    return new ReportTables(names, tables);
  }

  private static Table rows(ReportTable table, Formats formats) {
    Table rows = Table.of("no row", table.columns().stream().map(formats::heading).toList());
    try (Stream<List<Cell>> cells = table.open()) {
      cells.forEach(row -> rows.row(line(table.columns(), row, formats)));
    }
    return rows;
  }

  private static List<String> line(List<Column> columns, List<Cell> row, Formats formats) {
    List<String> line = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      line.add(formats.cell(columns.get(i), row.get(i)));
    }
    return line;
  }
}
