package io.daybook.report.file;

import io.daybook.report.chart.Typeface;
import io.daybook.report.layout.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How wide the columns of a printed table are: numbers and dates never break, texts share the rest.
 * Known before layout, so that a table of many rows is laid out in one pass.
 *
 * @param percent of the table's width, one a column
 * @param isWide whether the table needs the page across
 * @param size of its text in points
 * @param fits whether no number has to break
 */
record ColumnWidths(List<Double> percent, boolean isWide, double size, boolean fits) {
  private static final double PADDING = 13;
  private static final double LEAST_TEXT = 48;
  private static final double MOST_TEXT = 260;
  private static final double[] SIZES = {8, 7, 6, 5};

  /** Measures. A table goes upright if it can, else across, else across in smaller type. */
  static ColumnWidths of(
      List<Column> columns, List<String> headings, List<List<String>> rows, Paper paper) {
    double[] most = new double[columns.size()];
    for (int i = 0; i < most.length; i++) {
      most[i] = most(columns.get(i), headings.get(i), rows, i);
    }
    double[] least = new double[most.length];
    for (int i = 0; i < least.length; i++) {
      boolean text = columns.get(i).kind() == Column.Kind.TEXT;
      least[i] = text ? Math.min(most[i], LEAST_TEXT / SIZES[0]) : most[i];
    }
    if (needed(least, SIZES[0]) <= paper.contentWidth(false)) {
      return shared(most, least, SIZES[0], false, true, paper);
    }
    for (double size : SIZES) {
      if (needed(least, size) <= paper.contentWidth(true)) {
        return shared(most, least, size, true, true, paper);
      }
    }
    return shared(least, least, SIZES[SIZES.length - 1], true, false, paper);
  }

  /** The widest cell at size 1; of a heading the longest word, because headings may break. */
  private static double most(Column column, String heading, List<List<String>> rows, int index) {
    double widest = 0;
    for (String word : heading.split(" ", -1)) {
      widest = Math.max(widest, Typeface.BOLD.width(word, 1));
    }
    for (List<String> row : rows) {
      widest = Math.max(widest, Typeface.BOLD.width(row.get(index), 1));
    }
    return column.kind() == Column.Kind.TEXT ? Math.min(widest, MOST_TEXT / SIZES[0]) : widest;
  }

  private static double needed(double[] widths, double size) {
    double sum = 0;
    for (double width : widths) {
      sum += width * size + PADDING;
    }
    return sum;
  }

  /** Gives what is left to those that want more than the least, by what they want. */
  private static ColumnWidths shared(
      double[] most, double[] least, double size, boolean wide, boolean fits, Paper paper) {
    double left = paper.contentWidth(wide) - needed(least, size);
    double wanted = Math.max(needed(most, size) - needed(least, size), 1);
    double given = Math.max(0, Math.min(1, left / wanted));
    double[] widths = new double[most.length];
    double sum = 0;
    for (int i = 0; i < widths.length; i++) {
      widths[i] = least[i] * size + PADDING + (most[i] - least[i]) * size * given;
      sum += widths[i];
    }
    List<Double> percent = new ArrayList<>();
    for (double width : widths) {
      percent.add(100 * width / sum);
    }
    return new ColumnWidths(List.copyOf(percent), wide, size, fits);
  }

  /** The paper that an organisation prints on. */
  enum Paper {
    A4("A4", 595.3, 841.9),
    LETTER("letter", 612, 792);

    private static final double MARGIN = 45;
    private static final Set<String> ON_LETTER =
        Set.of("US", "CA", "MX", "PH", "CO", "CL", "VE", "CR", "GT", "PA", "PR");

    private final String css;
    private final double width;
    private final double height;

    Paper(String css, double width, double height) {
      this.css = css;
      this.width = width;
      this.height = height;
    }

    static Paper of(Locale locale) {
      return ON_LETTER.contains(locale.getCountry()) ? LETTER : A4;
    }

    /** As CSS names it. */
    String css() {
      return css;
    }

    /** Points between the margins. */
    double contentWidth(boolean across) {
      return (across ? height : width) - 2 * MARGIN;
    }
  }
}
