package io.daybook.report.file;

import io.daybook.report.layout.Figure;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/**
 * The figures that a file says, read without the code that wrote them: label, value, previous,
 * change and percent as people read them.
 */
public final class FigureRows {
  private FigureRows() {}

  /** Those of a PDF, from its text. */
  public static List<List<String>> ofPdf(Path file) throws IOException {
    try (PdfReading reading = PdfReading.open(file)) {
      return spaced(reading.tables().get(0));
    }
  }

  /** Those of a page. */
  public static List<List<String>> ofHtml(String html) throws IOException {
    return spaced(HtmlReading.of(html).tables().get(0));
  }

  /** Line breaks of a page are spaces, and hard spaces too. */
  private static List<List<String>> spaced(List<List<String>> table) {
    return table.subList(1, table.size()).stream()
        .map(row -> row.stream().map(FigureRows::spaced).toList())
        .toList();
  }

  /** The text with one space where a page has any. */
  public static String spaced(String text) {
    return text.replaceAll("[\\s\u00A0]+", " ").strip();
  }

  /** Those of a CSV file. */
  public static List<List<String>> ofCsv(Path file, Report report) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (CsvRecords records = new CsvRecords(Files.newBufferedReader(file))) {
      boolean reading = false;
      for (Optional<List<String>> next = records.next(); next.isPresent(); next = records.next()) {
        List<String> fields = next.get();
        if (reading && rows.size() == report.figures().size()) {
          return rows;
        } else if (reading) {
          Figure figure = report.figures().get(rows.size());
          rows.add(shown(report, figure, fields.subList(0, 6), 100));
        }
        reading |= fields.get(0).equals(report.formats().say(Phrase.FIGURE));
      }
    }
    return rows;
  }

  /** Those of a workbook. */
  public static List<List<String>> ofXlsx(Path file, Report report) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
      boolean reading = false;
      for (Row row : workbook.getFirstSheet().read()) {
        String first = row.getCellText(0);
        if (reading && rows.size() == report.figures().size()) {
          return rows;
        } else if (reading) {
          List<String> fields = new ArrayList<>();
          for (int i = 0; i < 6; i++) {
            fields.add(typed(row, i));
          }
          rows.add(shown(report, report.figures().get(rows.size()), fields, 1));
        }
        reading |= first.equals(report.formats().say(Phrase.FIGURE));
      }
    }
    return rows;
  }

  private static String typed(Row row, int index) {
    return row.getOptionalCell(index)
        .filter(cell -> cell.getType() != CellType.EMPTY)
        .map(
            cell ->
                cell.getType() == CellType.NUMBER
                    ? cell.asNumber().toPlainString()
                    : cell.asString())
        .orElse("");
  }

  /**
   * Writes machine numbers as people read them.
   *
   * @param percent what 100 % is in the file
   */
  private static List<String> shown(
      Report report, Figure figure, List<String> fields, int percent) {
    Formats formats = report.formats();
    Unit unit = figure.unit();
    BigDecimal whole = unit.isPercent() ? BigDecimal.valueOf(percent) : BigDecimal.ONE;
    BigDecimal points = unit.isPercent() ? BigDecimal.valueOf(100) : BigDecimal.ONE;
    return List.of(
            fields.get(0),
            number(
                fields.get(2), value -> formats.full(value.divide(whole), unit, figure.decimals())),
            number(
                fields.get(3), value -> formats.full(value.divide(whole), unit, figure.decimals())),
            number(
                fields.get(4),
                value -> formats.difference(value.divide(points), unit, figure.decimals())),
            number(
                fields.get(5),
                value ->
                    (value.signum() > 0 ? "+" : "")
                        + formats.full(value.divide(BigDecimal.valueOf(percent)), Unit.PERCENT, 1)))
        .stream()
        .map(FigureRows::spaced)
        .toList();
  }

  private static String number(String field, Function<BigDecimal, String> format) {
    boolean isNumber = field.matches("-?[0-9.]+(E-?[0-9]+)?");
    return isNumber ? format.apply(new BigDecimal(field)) : field;
  }
}
