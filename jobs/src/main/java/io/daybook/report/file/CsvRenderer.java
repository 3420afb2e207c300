package io.daybook.report.file;

import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * CSV as RFC 4180 has it, UTF-8: the facts, the figures, the charts' numbers, then every table,
 * with an empty record between two blocks. All records have the same number of fields.
 *
 * @param byteOrderMark whether it starts with one, for spreadsheets that guess the encoding
 */
record CsvRenderer(boolean byteOrderMark) implements Renderer {
  /** A code or a telephone number, of which a number would lose zeros or digits. */
  private static final Pattern LIKE_A_VALUE =
      Pattern.compile("(?=\\D*+\\d)[\\s\\d.,:/%eE+$€£'-]++|(?i:true|false)");

  @Override
  public FileFormat format() {
    return FileFormat.CSV;
  }

  /** Takes the records one after the other; the same walk writes them and expects them. */
  private interface Sink {
    void record(Grid.Row row) throws IOException, WrongFile;
  }

  private static int width(Report report, Grid grid) {
    int tables = report.tables().stream().mapToInt(table -> table.columns().size()).max().orElse(0);
    int charts = report.charts().isEmpty() ? 0 : 4;
    int figures = report.figures().isEmpty() ? 0 : grid.figureHeadings().size();
    return Stream.of(4, tables, charts, figures).max(Integer::compare).orElseThrow();
  }

  private static void walk(Report report, Grid grid, Sink sink) throws IOException, WrongFile {
    Grid.Row gap = Grid.Row.texts(List.of());
    sink.record(Grid.Row.texts(List.of(grid.text().heading())));
    all(grid.facts(), sink);
    if (!report.figures().isEmpty()) {
      sink.record(gap);
      sink.record(Grid.Row.texts(grid.figureHeadings()));
      all(grid.figures(), sink);
    }
    for (Chart chart : report.charts()) {
      sink.record(gap);
      all(grid.chart(chart), sink);
    }
    for (ReportTable table : report.tables()) {
      sink.record(gap);
      table(grid, table, sink);
    }
    sink.record(gap);
    sink.record(Grid.Row.texts(List.of(grid.text().say(Phrase.NOTES))));
    all(grid.control(), sink);
    all(grid.notes(), sink);
  }

  private static void table(Grid grid, ReportTable table, Sink sink) throws IOException, WrongFile {
    sink.record(Grid.Row.texts(List.of(table.title(), grid.text().rowsLine(table))));
    sink.record(Grid.Row.texts(grid.text().headings(table)));
    try (Stream<List<Cell>> rows = table.open()) {
      Iterator<List<Cell>> each = rows.iterator();
      while (each.hasNext()) {
        sink.record(new Grid.Row(table.columns(), each.next()));
      }
    }
    if (table.hasTotals()) {
      sink.record(grid.totals(table));
    }
  }

  private static void all(List<Grid.Row> rows, Sink sink) throws IOException, WrongFile {
    for (Grid.Row row : rows) {
      sink.record(row);
    }
  }

  @Override
  public void render(Report report, OutputStream out) throws IOException {
    Grid grid = Grid.of(report);
    CsvText texts = new CsvText(report.formats(), report.tenant().zone());
    int width = width(report, grid);
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    if (byteOrderMark) {
      writer.write('\uFEFF');
    }
    try {
      walk(report, grid, row -> write(writer, texts, width, row));
    } catch (WrongFile e) {
      throw new AssertionError("writing compares nothing", e);
    }
    writer.flush();
  }

  private static void write(Writer writer, CsvText texts, int width, Grid.Row row)
      throws IOException {
    for (int i = 0; i < width; i++) {
      if (i > 0) {
        writer.write(',');
      }
      if (i < row.cells().size()) {
        Cell cell = row.cells().get(i);
        String field = texts.write(row.columns().get(i), cell);
        writer.write(
            quoted(field, cell instanceof Cell.Text && LIKE_A_VALUE.matcher(field).matches()));
      }
    }
    writer.write("\r\n");
  }

  /**
   * A quoted field is a text to readers that can tell, such as LibreOffice where it is asked to.
   */
  private static String quoted(String field, boolean isTextLikeAValue) {
    boolean plain =
        !isTextLikeAValue
            && field
                .chars()
                .noneMatch(each -> each == ',' || each == '"' || each == '\r' || each == '\n')
            && !field.startsWith(" ")
            && !field.endsWith(" ");
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  @Override
  public void check(Report report, Path file) throws IOException, WrongFile {
    Grid grid = Grid.of(report);
    CsvText texts = new CsvText(report.formats(), report.tenant().zone());
    int width = width(report, grid);
    try (Reader reader = Files.newBufferedReader(file);
        CsvRecords records = new CsvRecords(reader)) {
      if (byteOrderMark && reader.read() != '\uFEFF') {
        throw new WrongFile("it has no byte order mark");
      }
      long[] number = {0};
      walk(
          report,
          grid,
          row -> {
            number[0]++;
            List<String> fields =
                records.next().orElseThrow(() -> new WrongFile("it ends before its last record"));
            compare(number[0], fields, row, texts, width);
          });
      Optional<List<String>> more = records.next();
      if (more.isPresent()) {
        throw new WrongFile("it goes on after its last record");
      }
    }
  }

  private static void compare(
      long number, List<String> fields, Grid.Row row, CsvText texts, int width) throws WrongFile {
    if (fields.size() != width) {
      throw new WrongFile(
          "record %d has %d fields instead of %d".formatted(number, fields.size(), width));
    }
    for (int i = 0; i < width; i++) {
      boolean there = i < row.cells().size();
      String expected = there ? texts.formats().cell(row.columns().get(i), row.cells().get(i)) : "";
      String said = there ? texts.read(row.columns().get(i), fields.get(i)) : fields.get(i);
      if (!said.equals(expected)) {
        throw new WrongFile("field %d of record %d differs".formatted(i + 1, number));
      }
    }
  }
}
