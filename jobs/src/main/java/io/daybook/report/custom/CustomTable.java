package io.daybook.report.custom;

import io.daybook.report.custom.definition.Axis;
import io.daybook.report.custom.definition.Definition;
import io.daybook.report.custom.sql.Answer;
import io.daybook.report.custom.sql.Question;
import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.OneLine;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Rows;
import io.daybook.report.layout.Total;
import io.daybook.report.layout.Unit;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.Subject;
import io.daybook.schema.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the rows of an answer into a table. */
final class CustomTable {
  /** What stands for a value that is not there, in a table that is split by it. */
  private static final String NOTHING = "(none)";

  /** Digits of a relative change: those of a percentage with one decimal, and one to round. */
  private static final int SHARE_DIGITS = 4;

  /** One number of the definition. */
  private record Asked(String title, Unit unit, int decimals, Metric metric) {}

  private final Question question;
  private final Definition definition;
  private final Formats formats;
  private final List<Asked> numbers = new ArrayList<>();

  /**
   * @param formats of the organisation, for dates that become headings
   */
  CustomTable(Question question, Formats formats) {
    this.question = question;
    this.definition = question.definition();
    this.formats = formats;
    for (Metric metric : definition.metrics()) {
      numbers.add(new Asked(metric.title(), metric.unit(), metric.unit().decimals(), metric));
    }
    if (!definition.isList()) {
      for (Subject.Field field : definition.columns()) {
        numbers.add(new Asked(field.title(), field.unit().orElseThrow(), field.decimals(), null));
      }
    }
  }

  ReportTable table(String title, Answer answer) {
    List<Column> columns = new ArrayList<>();
    List<List<Cell>> rows = new ArrayList<>();
    List<Cell> whole = new ArrayList<>();
    if (definition.isList()) {
      definition.columns().forEach(field -> columns.add(column(field)));
      answer.rows().forEach(row -> rows.add(cells(row)));
      answer.whole().forEach(value -> whole.add(wholeCell(value)));
    } else {
      down()
          .forEach(
              axis -> {
                columns.add(column(axis));
                whole.add(Cell.blank());
              });
      answer.pivoted().ifPresent(pivoted -> across(pivoted, columns, whole));
      numbers.forEach(number -> addColumns(columns, heading(number, answer), number));
      addCells(whole, answer.whole());
      answer.rows().forEach(row -> rows.add(tableCells(row)));
    }
    ReportTable table =
        ReportTable.of(title, columns, Rows.of(rows)).withAvailable(answer.available());
    return definition.totals() ? table.withTotals(totals(columns, rows, whole, answer)) : table;
  }

  private List<Axis> down() {
    return definition.axes().stream()
        .filter(axis -> !definition.pivot().equals(Optional.of(axis)))
        .toList();
  }

  private static Column column(Subject.Field field) {
    return switch (field.type().kind()) {
      case TEXT, UUID, BOOLEAN -> Column.text(field.title());
      case DATE -> Column.day(field.title());
      case TIMESTAMP -> Column.moment(field.title());
      case INTEGER, BIGINT, DECIMAL, DOUBLE ->
          Column.number(field.title(), field.unit().orElseThrow(), field.decimals());
    };
  }

  private static Column column(Axis axis) {
    return switch (axis.type().kind()) {
      case DATE -> Column.day(axis.title());
      case INTEGER, BIGINT -> Column.number(axis.title(), Unit.COUNT);
      default -> Column.text(axis.title());
    };
  }

  private List<Cell> cells(Answer.Row row) {
    List<Cell> cells = new ArrayList<>();
    row.keys().forEach(value -> cells.add(value == null ? Cell.blank() : cell(value)));
    return cells;
  }

  private List<Cell> tableCells(Answer.Row row) {
    List<Cell> cells = new ArrayList<>();
    List<Axis> down = down();
    for (int i = 0; i < down.size(); i++) {
      Object value = row.keys().get(i);
      boolean isText =
          down.get(i).type().kind() == DataType.Kind.TEXT
              || down.get(i).type().kind() == DataType.Kind.BOOLEAN;
      cells.add(value != null ? cell(value) : isText ? Cell.text(NOTHING) : Cell.blank());
    }
    row.across().forEach(values -> addCells(cells, values));
    addCells(cells, row.values());
    return cells;
  }

  private static Cell cell(Object value) {
    if (value instanceof BigDecimal number) {
      return Measure.of(number);
    } else if (value instanceof LocalDate day) {
      return Cell.day(day);
    } else if (value instanceof Instant instant) {
      return Cell.moment(instant);
    } else if (value instanceof Boolean truth) {
      return Cell.text(truth ? "yes" : "no");
    }
    return Cell.text((String) value);
  }

  private static Cell wholeCell(Answer.Value value) {
    return value.number().<Cell>map(Measure::of).orElse(Cell.blank());
  }

  private void across(Answer.Pivoted pivoted, List<Column> columns, List<Cell> whole) {
    for (int i = 0; i < pivoted.values().size(); i++) {
      String head = head(pivoted.values().get(i));
      for (Asked number : numbers) {
        addColumns(columns, numbers.size() == 1 ? head : number.title() + ", " + head, number);
      }
      addCells(whole, pivoted.totals().get(i));
    }
  }

  private String head(Object value) {
    if (value == null) {
      return NOTHING;
    } else if (value instanceof LocalDate day) {
      return formats.day(day);
    } else if (value instanceof Boolean truth) {
      return truth ? "yes" : "no";
    }
    String text = OneLine.of(value.toString());
    return text.isEmpty() ? NOTHING : text;
  }

  private static String heading(Asked number, Answer answer) {
    return answer.pivoted().isPresent() ? number.title() + ", all" : number.title();
  }

  private void addColumns(List<Column> columns, String title, Asked number) {
    columns.add(Column.number(title, number.unit(), number.decimals()));
    if (question.before().isPresent()) {
      columns.add(Column.number(title + ", before", number.unit(), number.decimals()));
      columns.add(Column.number(title + ", change", Unit.PERCENT));
    }
  }

  private void addCells(List<Cell> cells, List<Answer.Value> values) {
    for (int i = 0; i < values.size(); i++) {
      Answer.Value value = values.get(i);
      Metric metric = numbers.get(i).metric();
      cells.add(CustomComposer.measure(metric, value.number()));
      if (question.before().isPresent()) {
        cells.add(CustomComposer.measure(metric, value.before()));
        cells.add(change(value));
      }
    }
  }

  private static Cell change(Answer.Value value) {
    if (value.number().isEmpty() || value.before().isEmpty()) {
      return Measure.unavailable("one of both numbers is not known");
    }
    BigDecimal before = value.before().get();
    if (before.signum() == 0) {
      return Measure.unavailable("there is no share of nothing");
    }
    return Measure.of(
        value
            .number()
            .get()
            .subtract(before)
            .divide(before.abs(), SHARE_DIGITS, RoundingMode.HALF_UP));
  }

  /** A sum where the rows that are shown prove it; elsewhere the number of the whole. */
  private List<Total> totals(
      List<Column> columns, List<List<Cell>> rows, List<Cell> whole, Answer answer) {
    List<Total> totals = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!(whole.get(i) instanceof Measure measure)) {
        totals.add(Total.none());
      } else if (answer.available() == rows.size() && isSum(columns.get(i), i, rows, measure)) {
        totals.add(Total.sum(measure));
      } else {
        totals.add(Total.given(measure));
      }
    }
    return totals;
  }

  private static boolean isSum(Column column, int at, List<List<Cell>> rows, Measure whole) {
    Unit unit = column.unit().orElseThrow();
    if (unit.isPercent() || whole.number().isEmpty()) {
      return false;
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (List<Cell> row : rows) {
      Optional<BigDecimal> number =
          row.get(at) instanceof Measure measure ? measure.number() : Optional.of(BigDecimal.ZERO);
      if (number.isEmpty()) {
        return false;
      }
      sum = sum.add(unit.round(number.get(), column.decimals()));
    }
    return sum.compareTo(unit.round(whole.number().get(), column.decimals())) == 0;
  }
}
