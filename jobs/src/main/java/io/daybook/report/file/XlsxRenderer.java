package io.daybook.report.file;

import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.OneLine;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Total;
import io.daybook.report.layout.Unit;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook: a summary, the charts' numbers, one sheet a table with frozen headings and a filter.
 * Numbers and dates are typed, identifiers are text, totals stand as values with the formula below.
 * Rows pass through; the memory does not grow with them.
 */
final class XlsxRenderer implements Renderer {
  /** Rows of data that a sheet has room for. */
  static final int CAP = Worksheet.MAX_ROWS - 8;

  private static final int MEASURED_ROWS = 200;
  private static final int SHEET_NAME = 31;

  @Override
  public FileFormat format() {
    return FileFormat.XLSX;
  }

  @Override
  public void render(Report report, OutputStream out) throws IOException {
    Path aside = Files.createTempFile("daybook-report-", ".xlsx");
    try {
      try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(aside));
          Workbook workbook = new Workbook(file, "Daybook", null)) {
        write(report, workbook);
      }
      XlsxSeal.copy(aside, out, report.provenance().dataAsOf());
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static void write(Report report, Workbook workbook) throws IOException {
    Grid grid = Grid.of(report);
    Formats formats = report.formats();
    ZoneId zone = report.tenant().zone();
    List<String> names = sheetNames(report);
    List<XlsxSheet> sheets = new ArrayList<>();
    for (String name : names) {
      sheets.add(new XlsxSheet(workbook.newWorksheet(name), formats, zone));
    }
    int next = 0;
    summary(grid, sheets.get(next++));
    if (!report.charts().isEmpty()) {
      charts(grid, sheets.get(next++));
    }
    for (ReportTable table : report.tables()) {
      table(grid, table, sheets.get(next++));
    }
  }

  /** Names of all sheets in order: allowed characters, not too long, no two alike. */
  static List<String> sheetNames(Report report) {
    Formats formats = report.formats();
    List<String> wanted = new ArrayList<>(List.of(formats.say(Phrase.SUMMARY)));
    if (!report.charts().isEmpty()) {
      wanted.add(formats.say(Phrase.CHARTS));
    }
    report.tables().forEach(table -> wanted.add(table.title()));
    Set<String> taken = new HashSet<>();
    return wanted.stream().map(name -> unused(name, taken)).toList();
  }

  private static String unused(String wanted, Set<String> taken) {
    String clean =
        XlsxText.sayable(wanted)
            .replaceAll("[\\[\\]:*?/\\\\]", " ")
            .replaceAll("^[' ]+|[' ]+$", "");
    String base = clean.isEmpty() ? "-" : clean;
    String name = cut(base, SHEET_NAME);
    for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = cut(base, SHEET_NAME - 4) + " " + i;
    }
    return name;
  }

  private static String cut(String name, int most) {
    String cut = OneLine.cut(name, most);
    return cut.endsWith("'") ? cut.substring(0, cut.length() - 1) : cut;
  }

  private static void summary(Grid grid, XlsxSheet sheet) throws IOException {
    Worksheet widths = sheet.sheet();
    widths.width(0, 30);
    widths.width(1, 26);
    for (int i = 2; i < grid.figureHeadings().size(); i++) {
      widths.width(i, 16);
    }
    widths.width(8, 24);
    widths.width(12, 30);
    widths.width(13, 50);
    widths.hideGridLines();
    sheet.write(Grid.Row.texts(List.of(grid.text().heading())), XlsxSheet.Style.TITLE, true);
    sheet.skip();
    sheet.write(grid.facts());
    sheet.skip();
    if (!grid.report().figures().isEmpty()) {
      sheet.headings(grid.figureHeadings(), grid.figures().get(0).columns());
      sheet.write(grid.figures());
      sheet.skip();
    }
    sheet.write(
        Grid.Row.texts(List.of(grid.text().say(Phrase.NOTES))), XlsxSheet.Style.HEADING, true);
    sheet.write(grid.control());
    sheet.write(grid.notes());
    sheet.sheet().finish();
  }

  private static void charts(Grid grid, XlsxSheet sheet) throws IOException {
    for (int i = 0; i < 4; i++) {
      sheet.sheet().width(i, 18);
    }
    sheet.sheet().hideGridLines();
    for (Chart chart : grid.report().charts()) {
      List<Grid.Row> rows = grid.chart(chart);
      sheet.write(rows.get(0), XlsxSheet.Style.TITLE, true);
      List<String> headings = rows.get(1).cells().stream().map(grid.text()::plain).toList();
      sheet.headings(headings, rows.get(2).columns());
      sheet.write(rows.subList(2, rows.size()));
      sheet.skip();
    }
    sheet.sheet().finish();
  }

  /** A percent cell says so itself. */
  static List<String> headings(Grid grid, ReportTable table) {
    Formats formats = grid.text().formats();
    return table.columns().stream()
        .map(
            column ->
                column.unit().filter(Unit::isPercent).isPresent()
                    ? column.title()
                    : formats.heading(column))
        .toList();
  }

  private static void table(Grid grid, ReportTable table, XlsxSheet sheet) throws IOException {
    List<String> headings = headings(grid, table);
    widths(grid, table, headings, sheet.sheet());
    sheet.sheet().freezePane(0, 1);
    sheet.sheet().repeatRows(0);
    int rows = (int) Math.min(table.rows().count(), CAP);
    sheet.sheet().setAutoFilter(0, 0, rows, table.columns().size() - 1);
    sheet.headings(headings, table.columns());
    try (Stream<List<Cell>> stream = table.open()) {
      Iterator<List<Cell>> each = stream.limit(CAP).iterator();
      while (each.hasNext()) {
        sheet.write(new Grid.Row(table.columns(), each.next()), XlsxSheet.Style.PLAIN, false);
        sheet.flushNowAndThen();
      }
    }
    if (table.hasTotals()) {
      sheet.write(grid.totals(table), XlsxSheet.Style.TOTAL, false);
      formulas(grid, table, sheet, rows);
    }
    sheet.sheet().finish();
  }

  /** Only where the rows above are all that the totals cover. */
  private static void formulas(Grid grid, ReportTable table, XlsxSheet sheet, int rows)
      throws IOException {
    if (rows == 0 || rows < table.available()) {
      return;
    }
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.totals().get(i) instanceof Total.Sum) {
        sheet.sum(i, table.columns().get(i), 1, rows);
      }
    }
    if (!(table.totals().get(0) instanceof Total.Sum)) {
      sheet.write(
          Grid.Row.texts(List.of(grid.text().say(Phrase.TOTAL_FORMULA))),
          XlsxSheet.Style.PLAIN,
          false);
    }
  }

  /** From the first rows; a sheet that is streamed cannot look at all of them. */
  private static void widths(Grid grid, ReportTable table, List<String> headings, Worksheet sheet) {
    int[] most = new int[headings.size()];
    for (int i = 0; i < most.length; i++) {
      most[i] = Math.max(headings.get(i).length(), least(table.columns().get(i)));
    }
    Formats formats = grid.text().formats();
    try (Stream<List<Cell>> rows = table.open().limit(MEASURED_ROWS)) {
      rows.forEach(
          row -> {
            for (int i = 0; i < most.length; i++) {
              String text = formats.cell(table.columns().get(i), row.get(i));
              most[i] = Math.max(most[i], text.length());
            }
          });
    }
    for (int i = 0; i < most.length; i++) {
      sheet.width(i, Math.min(most[i], 50) + 3);
    }
  }

  private static int least(Column column) {
    return switch (column.kind()) {
      case TEXT -> 6;
      case DAY -> 10;
      case MOMENT -> 16;
      case NUMBER -> 12;
    };
  }

  @Override
  public void check(Report report, Path file) throws IOException, WrongFile {
    XlsxCheck.compare(report, file);
  }
}
