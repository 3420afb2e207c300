package io.daybook.report.file;

import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Unit;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Values as CSV has them, and back: plain decimals, ISO dates, instants with the tenant's offset. A
 * text that a spreadsheet would take for a formula gets an apostrophe in front; numbers never do.
 */
record CsvText(Formats formats, ZoneId zone) {
  private static final String TRIGGERS = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

  /** The field, before it is quoted. */
  String write(Column column, Cell cell) {
    if (cell instanceof Cell.Text text) {
      return isFormula(text.text()) ? "'" + text.text() : text.text();
    } else if (cell instanceof Cell.Day day) {
      return day.date().toString();
    } else if (cell instanceof Cell.Moment moment) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.instant().atZone(zone));
    } else if (cell instanceof Measure measure) {
      return measure
          .number()
          .map(
              value ->
                  Formats.shown(value, column.unit().orElse(Unit.DECIMAL), column.decimals())
                      .toPlainString())
          .orElse(formats.say(Phrase.NOT_AVAILABLE));
    }
    return "";
  }

  /** Spreadsheets look past quotes and spaces, and some past the width of a sign. */
  private static boolean isFormula(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (TRIGGERS.indexOf(each) >= 0) {
        return true;
      }
      if (each != ' ' && each != '"' && each != '\'' && each != '\n' && each != '\uFEFF') {
        return false;
      }
    }
    return false;
  }

  /** What the field says, as the report's formats write it. */
  String read(Column column, String field) throws WrongFile {
    if (field.isEmpty() || field.equals(formats.say(Phrase.NOT_AVAILABLE))) {
      return field;
    }
    try {
      return switch (column.kind()) {
        case TEXT ->
            field.startsWith("'") && isFormula(field.substring(1)) ? field.substring(1) : field;
        case DAY -> formats.day(LocalDate.parse(field));
        case MOMENT -> formats.moment(OffsetDateTime.parse(field).toInstant());
        case NUMBER -> number(column, field);
      };
    } catch (DateTimeException | NumberFormatException e) {
      throw new WrongFile("a field does not read as " + column.kind());
    }
  }

  private String number(Column column, String field) {
    Unit unit = column.unit().orElse(Unit.DECIMAL);
    BigDecimal value = new BigDecimal(field);
    return formats.bare(unit.isPercent() ? value.movePointLeft(2) : value, unit, column.decimals());
  }
}
