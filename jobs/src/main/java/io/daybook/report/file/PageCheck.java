package io.daybook.report.file;

import io.daybook.report.layout.ReportTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Compares what a file for reading says with what its report says: whose, which days and from what,
 * every figure, every row that it shows.
 *
 * @param look what of a text can be compared: its glyphs, or its characters without white space
 */
record PageCheck(PageText text, UnaryOperator<String> look) {
  /** Everything but white space. */
  static String characters(String text) {
    StringBuilder rest = new StringBuilder(text.length());
    text.codePoints()
        .filter(point -> !Character.isWhitespace(point) && !Character.isSpaceChar(point))
        .forEach(rest::appendCodePoint);
    return rest.toString();
  }

  /**
   * Compares.
   *
   * @param said all text of the file in reading order
   * @param tables its tables, the figures' first
   */
  void compare(String said, List<List<List<String>>> tables) throws WrongFile {
    String all = look.apply(said);
    for (String line : lines()) {
      if (!all.contains(look.apply(line))) {
        throw new WrongFile("it lacks its title, a warning, a note or a number of rows");
      }
    }
    List<List<List<String>>> expected = expected();
    if (tables.size() != expected.size()) {
      throw new WrongFile(
          "it has %d tables instead of %d".formatted(tables.size(), expected.size()));
    }
    for (int i = 0; i < expected.size(); i++) {
      compareTable(i + 1, expected.get(i), tables.get(i));
    }
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(text.tenant());
    lines.add(text.heading());
    lines.add(text.dataAsOf());
    lines.addAll(text.warnings());
    lines.addAll(text.notes());
    text.report().tables().forEach(table -> lines.add(text.rowsLine(table)));
    return lines;
  }

  private List<List<List<String>>> expected() {
    List<List<List<String>>> tables = new ArrayList<>();
    if (!text.report().figures().isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(text.figureHeadings());
      rows.addAll(text.figureRows());
      tables.add(rows);
    }
    for (ReportTable table : text.report().tables()) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(text.headings(table));
      rows.addAll(text.rows(table).texts());
      if (table.hasTotals()) {
        rows.add(text.totals(table));
      }
      tables.add(rows);
    }
    return tables;
  }

  private void compareTable(int number, List<List<String>> expected, List<List<String>> said)
      throws WrongFile {
    if (said.size() != expected.size()) {
      throw new WrongFile(
          "table %d has %d rows instead of %d".formatted(number, said.size(), expected.size()));
    }
    for (int i = 0; i < expected.size(); i++) {
      List<String> wanted = expected.get(i).stream().map(look).toList();
      List<String> found = said.get(i).stream().map(look).toList();
      if (!wanted.equals(found)) {
        throw new WrongFile("row %d of table %d differs".formatted(i + 1, number));
      }
    }
  }
}
