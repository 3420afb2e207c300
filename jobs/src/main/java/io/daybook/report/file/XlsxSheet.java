package io.daybook.report.file;

import io.daybook.report.chart.Palette;
import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.BorderSide;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Worksheet;

/** A sheet that is written row after row. */
final class XlsxSheet {
  /** Spreadsheets have no day before, and one too many in 1900. */
  static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);

  private static final int HELD_ROWS = 500;

  private final Worksheet sheet;
  private final Formats formats;
  private final ZoneId zone;
  private int row;

  /** How a row looks. */
  enum Style {
    PLAIN,
    HEADING,
    TITLE,
    TOTAL
  }

  XlsxSheet(Worksheet sheet, Formats formats, ZoneId zone) {
    this.sheet = sheet;
    this.formats = formats;
    this.zone = zone;
    sheet.pageOrientation("landscape");
    sheet.setFitToPage(true);
    sheet.fitToWidth((short) 1);
    sheet.fitToHeight((short) 0);
  }

  Worksheet sheet() {
    return sheet;
  }

  void skip() {
    row++;
  }

  /** Writes a row; what is complete leaves the memory now and then. */
  void write(Grid.Row line, Style style, boolean withUnits) throws IOException {
    List<Cell> cells = line.cells();
    for (int i = 0; i < cells.size(); i++) {
      write(i, line.columns().get(i), cells.get(i), style, withUnits);
    }
    row++;
  }

  /** Writes headings above columns, aligned as these. */
  void headings(List<String> texts, List<Column> columns) {
    for (int i = 0; i < texts.size(); i++) {
      text(i, texts.get(i));
      style(i, Style.HEADING, i < columns.size() && columns.get(i).isRightAligned());
    }
    row++;
  }

  void flushNowAndThen() throws IOException {
    if (row % HELD_ROWS == 0) {
      sheet.flush();
    }
  }

  void write(List<Grid.Row> lines) throws IOException {
    for (Grid.Row line : lines) {
      write(line, Style.PLAIN, true);
    }
  }

  private void write(int at, Column column, Cell cell, Style style, boolean withUnits) {
    if (cell instanceof Cell.Text text) {
      text(at, text.text());
      style(at, style, column.isRightAligned());
    } else if (cell instanceof Cell.Day day) {
      day(at, day.date(), style);
    } else if (cell instanceof Cell.Moment moment) {
      LocalDateTime local = LocalDateTime.ofInstant(moment.instant(), zone);
      sheet.value(row, at, local.truncatedTo(ChronoUnit.SECONDS));
      format(at, formats.sheetDayFormat() + " hh:mm", style, "left");
    } else if (cell instanceof Measure measure) {
      number(at, column, measure, style, withUnits);
    } else if (style != Style.PLAIN) {
      style(at, style, false);
    }
  }

  /** Most texts go straight into the sheet; only the shared table keeps spaces at the ends. */
  private void text(int at, String raw) {
    String text = XlsxText.stored(XlsxText.sayable(raw));
    if (text.equals(text.strip())) {
      sheet.inlineString(row, at, text);
    } else {
      sheet.value(row, at, text);
    }
  }

  private void day(int at, LocalDate date, Style style) {
    if (date.isBefore(FIRST_DAY)) {
      text(at, formats.day(date));
      style(at, style, false);
    } else {
      sheet.value(row, at, date);
      format(at, formats.sheetDayFormat(), style, "left");
    }
  }

  private void number(int at, Column column, Measure measure, Style style, boolean withUnits) {
    if (measure.number().isEmpty()) {
      sheet.inlineString(row, at, formats.say(Phrase.NOT_AVAILABLE));
      style(at, style, true);
      return;
    }
    Unit unit = column.unit().orElse(Unit.DECIMAL);
    BigDecimal value = unit.round(measure.number().get(), column.decimals());
    sheet.value(row, at, value);
    format(at, formats.sheetFormat(unit, column.decimals(), withUnits), style, "right");
  }

  /** A sum of a column, over rows from 0. */
  void sum(int at, Column column, int firstRow, int lastRow) {
    String letters = letters(at);
    sheet.formula(row, at, "SUM(%s%d:%s%d)".formatted(letters, firstRow + 1, letters, lastRow + 1));
    Unit unit = column.unit().orElse(Unit.DECIMAL);
    format(at, formats.sheetFormat(unit, column.decimals(), false), Style.PLAIN, "right");
  }

  /** A column as formulas name it. */
  static String letters(int column) {
    String last = Character.toString('A' + column % 26);
    return column < 26 ? last : letters(column / 26 - 1) + last;
  }

  private void format(int at, String format, Style style, String side) {
    StyleSetter setter = sheet.style(row, at).format(format).horizontalAlignment(side);
    look(setter, style).set();
  }

  private void style(int at, Style style, boolean right) {
    if (style == Style.PLAIN && !right) {
      return;
    }
    StyleSetter setter = sheet.style(row, at);
    if (right) {
      setter.horizontalAlignment("right");
    }
    look(setter, style).set();
  }

  private static StyleSetter look(StyleSetter setter, Style style) {
    return switch (style) {
      case PLAIN -> setter;
      case TITLE -> setter.bold().fontSize(14);
      case HEADING ->
          setter
              .bold()
              .fontColor(rgb(Palette.MAIN))
              .fillColor(rgb(Palette.GROUND))
              .wrapText(true)
              .borderStyle(BorderSide.BOTTOM, BorderStyle.THIN)
              .borderColor(BorderSide.BOTTOM, rgb(Palette.MAIN));
      case TOTAL ->
          setter
              .bold()
              .borderStyle(BorderSide.TOP, BorderStyle.THIN)
              .borderColor(BorderSide.TOP, rgb(Palette.MAIN));
    };
  }

  static String rgb(Palette colour) {
    return colour.css().substring(1).toUpperCase(Locale.ROOT);
  }
}
