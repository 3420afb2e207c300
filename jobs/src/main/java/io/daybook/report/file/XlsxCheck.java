package io.daybook.report.file;

import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Total;
import io.daybook.report.layout.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** Opens a workbook with another library than wrote it and compares cell by cell, in one pass. */
final class XlsxCheck {
  private final Report report;
  private final Grid grid;
  private final Formats formats;

  private XlsxCheck(Report report) {
    this.report = report;
    this.grid = Grid.of(report);
    this.formats = report.formats();
  }

  static void compare(Report report, Path file) throws IOException, WrongFile {
    try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
      new XlsxCheck(report).compare(workbook);
    } catch (ExcelReaderException e) {
      throw new IOException(e);
    }
  }

  private void compare(ReadableWorkbook workbook) throws IOException, WrongFile {
    List<Sheet> sheets = workbook.getSheets().toList();
    List<String> names = XlsxRenderer.sheetNames(report);
    if (!sheets.stream().map(Sheet::getName).toList().equals(names)) {
      throw new WrongFile("its sheets are not " + names.size() + " with their names");
    }
    int next = 0;
    block(sheets.get(next++), summary());
    if (!report.charts().isEmpty()) {
      List<Grid.Row> rows = new ArrayList<>();
      for (Chart chart : report.charts()) {
        rows.addAll(grid.chart(chart));
      }
      block(sheets.get(next++), rows);
    }
    for (ReportTable table : report.tables()) {
      table(sheets.get(next++), table);
    }
  }

  private List<Grid.Row> summary() {
    List<Grid.Row> rows = new ArrayList<>();
    rows.add(Grid.Row.texts(List.of(grid.text().heading())));
    rows.addAll(grid.facts());
    if (!report.figures().isEmpty()) {
      rows.add(Grid.Row.texts(grid.figureHeadings()));
      rows.addAll(grid.figures());
    }
    rows.add(Grid.Row.texts(List.of(grid.text().say(Phrase.NOTES))));
    rows.addAll(grid.control());
    rows.addAll(grid.notes());
    return rows;
  }

  /** Rows that are not empty, in order. */
  private void block(Sheet sheet, List<Grid.Row> expected) throws IOException, WrongFile {
    try (Stream<Row> stream = sheet.openStream()) {
      Iterator<Row> rows = stream.filter(row -> row.getFirstNonEmptyCell().isPresent()).iterator();
      for (Grid.Row row : expected) {
        compare(sheet, next(sheet, rows), row);
      }
      end(sheet, rows);
    }
  }

  private void table(Sheet sheet, ReportTable table) throws IOException, WrongFile {
    try (Stream<Row> stream = sheet.openStream();
        Stream<List<Cell>> cells = table.open().limit(XlsxRenderer.CAP)) {
      Iterator<Row> rows = stream.iterator();
      compare(sheet, next(sheet, rows), Grid.Row.texts(XlsxRenderer.headings(grid, table)));
      Iterator<List<Cell>> each = cells.iterator();
      while (each.hasNext()) {
        compare(sheet, next(sheet, rows), new Grid.Row(table.columns(), each.next()));
      }
      if (table.hasTotals()) {
        compare(sheet, next(sheet, rows), grid.totals(table));
        long count = table.rows().count();
        if (count > 0 && count == table.available() && count <= XlsxRenderer.CAP) {
          formulas(sheet, table, rows);
        }
      }
      end(sheet, rows);
    }
  }

  private void formulas(Sheet sheet, ReportTable table, Iterator<Row> rows) throws WrongFile {
    boolean any = table.totals().stream().anyMatch(total -> total instanceof Total.Sum);
    boolean named = !(table.totals().get(0) instanceof Total.Sum);
    if (!any && !named) {
      return;
    }
    Row row = next(sheet, rows);
    long last = table.rows().count() + 1;
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.totals().get(i) instanceof Total.Sum) {
        String letters = XlsxSheet.letters(i);
        String expected = "SUM(%s2:%s%d)".formatted(letters, letters, last);
        String said =
            row.getOptionalCell(i).map(org.dhatim.fastexcel.reader.Cell::getFormula).orElse("");
        if (!expected.equals(said)) {
          throw new WrongFile("sheet %d has no sum of column %d".formatted(number(sheet), i + 1));
        }
      }
    }
  }

  private static Row next(Sheet sheet, Iterator<Row> rows) throws WrongFile {
    if (!rows.hasNext()) {
      throw new WrongFile("sheet " + number(sheet) + " ends before its last row");
    }
    return rows.next();
  }

  private static void end(Sheet sheet, Iterator<Row> rows) throws WrongFile {
    if (rows.hasNext()) {
      throw new WrongFile("sheet " + number(sheet) + " goes on after its last row");
    }
  }

  private static int number(Sheet sheet) {
    return sheet.getIndex() + 1;
  }

  private void compare(Sheet sheet, Row row, Grid.Row expected) throws WrongFile {
    for (int i = 0; i < Math.max(expected.cells().size(), row.getCellCount()); i++) {
      boolean there = i < expected.cells().size();
      Column column = there ? expected.columns().get(i) : Column.text("none");
      String wanted = there ? XlsxText.sayable(formats.cell(column, expected.cells().get(i))) : "";
      if (!wanted.equals(said(row.getOptionalCell(i), column))) {
        throw new WrongFile(
            "cell %d of row %d of sheet %d differs"
                .formatted(i + 1, row.getRowNum(), number(sheet)));
      }
    }
  }

  /** What a cell says, as the report's formats write it. A number must be one, and a text none. */
  private String said(Optional<org.dhatim.fastexcel.reader.Cell> there, Column column) {
    if (there.isEmpty() || there.get().getType() == CellType.EMPTY) {
      return "";
    }
    org.dhatim.fastexcel.reader.Cell cell = there.get();
    if (cell.getType() == CellType.STRING) {
      return said(column, XlsxText.said(cell.asString()));
    }
    if (cell.getType() != CellType.NUMBER) {
      return "\u0000" + cell.getType();
    }
    return switch (column.kind()) {
      case NUMBER ->
          formats.bare(cell.asNumber(), column.unit().orElse(Unit.DECIMAL), column.decimals());
      case DAY -> formats.day(day(cell));
      case MOMENT -> moment(cell.asDate());
      case TEXT -> "\u0000number";
    };
  }

  /** The one text that stands for a number, and dates before spreadsheets begin. */
  private String said(Column column, String text) {
    boolean number = column.kind() == Column.Kind.NUMBER;
    return number && !text.equals(formats.say(Phrase.NOT_AVAILABLE)) ? "\u0000text" : text;
  }

  private static LocalDate day(org.dhatim.fastexcel.reader.Cell cell) {
    return cell.asDate().toLocalDate();
  }

  private String moment(LocalDateTime local) {
    return "%s %02d:%02d"
        .formatted(formats.day(local.toLocalDate()), local.getHour(), local.getMinute());
  }
}
