package io.daybook.report.file;

import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Change;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Figure;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Ratio;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Series;
import io.daybook.report.layout.Target;
import io.daybook.report.layout.Total;
import io.daybook.report.layout.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A report as files for working on have it: blocks of typed rows. The rows of tables are not among
 * them, for they may be many.
 */
record Grid(Report report, PageText text) {
  static Grid of(Report report) {
    return new Grid(report, PageText.of(report, Integer.MAX_VALUE, shown -> shown));
  }

  private Formats formats() {
    return text.formats();
  }

  private String say(Phrase phrase) {
    return text.say(phrase);
  }

  /** Whose, which days, from what; then warnings. */
  List<Row> facts() {
    List<Row> rows = new ArrayList<>();
    rows.add(fact(Phrase.TENANT, report.tenant().name()));
    rows.add(days(Phrase.PERIOD, report.period()));
    report.comparison().ifPresent(days -> rows.add(days(Phrase.COMPARED_WITH, days)));
    rows.add(fact(Phrase.ZONE, text.zone()));
    rows.add(fact(Phrase.CURRENCY, report.tenant().currency().getCurrencyCode()));
    rows.add(
        new Row(
            List.of(Column.text("name"), Column.moment("instant")),
            List.of(
                Cell.text(say(Phrase.DATA_AS_OF)), Cell.moment(report.provenance().dataAsOf()))));
    text.origin().stream()
        .skip(1)
        .forEach(fact -> rows.add(Row.texts(List.of(fact.name(), fact.text()))));
    text.warnings().forEach(warning -> rows.add(Row.texts(List.of(say(Phrase.NOTE), warning))));
    return rows;
  }

  private Row fact(Phrase name, String value) {
    return Row.texts(List.of(say(name), value));
  }

  private Row days(Phrase name, DateSpan span) {
    return new Row(
        List.of(Column.text("name"), Column.day("from"), Column.day("last")),
        List.of(Cell.text(say(name)), Cell.day(span.from()), Cell.day(span.last())));
  }

  /** How many rows each table has here and in all. */
  List<Row> control() {
    List<Row> rows = new ArrayList<>();
    for (ReportTable table : report.tables()) {
      rows.add(
          new Row(
              List.of(
                  Column.text("table"),
                  Column.number("rows", Unit.COUNT),
                  Column.text("of"),
                  Column.number("available", Unit.COUNT)),
              List.of(
                  Cell.text(table.title()),
                  Measure.of(table.rows().count()),
                  Cell.text(say(Phrase.OF)),
                  Measure.of(table.available()))));
    }
    return rows;
  }

  /** Headings above {@link #figures}. */
  List<String> figureHeadings() {
    return Stream.of(
            Phrase.FIGURE,
            Phrase.UNIT,
            Phrase.VALUE,
            Phrase.PREVIOUS,
            Phrase.CHANGE,
            Phrase.CHANGE_PERCENT,
            Phrase.NUMERATOR,
            Phrase.DENOMINATOR,
            Phrase.BASIS,
            Phrase.TARGET,
            Phrase.PACE,
            Phrase.REACHED,
            Phrase.PERIOD,
            Phrase.NOTE)
        .map(this::say)
        .toList();
  }

  List<Row> figures() {
    return report.figures().stream().map(this::figure).toList();
  }

  private Row figure(Figure figure) {
    Column number = Column.number("number", figure.unit(), figure.decimals());
    Optional<Ratio> ratio = figure.ratio();
    Optional<Target> target = figure.target();
    boolean compared = figure.comparison().isPresent();
    Optional<Change> change = figure.change();
    return new Row(
        List.of(
            Column.text("figure"),
            Column.text("unit"),
            number,
            number,
            difference(figure),
            Column.number("share", Unit.PERCENT),
            ratio.map(parts -> part(parts.numerator())).orElse(number),
            ratio.map(parts -> part(parts.denominator())).orElse(number),
            Column.text("basis"),
            number,
            number,
            number,
            Column.text("period"),
            Column.text("note")),
        List.of(
            Cell.text(figure.label()),
            Cell.text(formats().unit(figure.unit()).orElse("")),
            figure.value(),
            figure.comparison().<Cell>map(before -> before).orElse(Cell.blank()),
            change.<Cell>map(by -> points(figure, by)).orElse(missing(compared)),
            change.<Cell>map(this::share).orElse(missing(compared)),
            ratio.<Cell>map(parts -> Measure.of(parts.numerator().value())).orElse(Cell.blank()),
            ratio.<Cell>map(parts -> Measure.of(parts.denominator().value())).orElse(Cell.blank()),
            ratio.map(Grid::names).orElse(Cell.blank()),
            target.<Cell>map(goal -> Measure.of(goal.goal())).orElse(Cell.blank()),
            target.<Cell>map(goal -> Measure.of(goal.pace())).orElse(Cell.blank()),
            target.<Cell>map(goal -> Measure.of(goal.actual())).orElse(Cell.blank()),
            target.map(goal -> Cell.text(formats().span(goal.span()))).orElse(Cell.blank()),
            note(figure)));
  }

  /** The difference of two percentages is in points, which are plain numbers. */
  private static Column difference(Figure figure) {
    Unit unit = figure.unit().isPercent() ? Unit.DECIMAL : figure.unit();
    return Column.number("difference", unit, figure.decimals());
  }

  private static Cell points(Figure figure, Change change) {
    return Measure.of(
        figure.unit().isPercent() ? change.absolute().movePointRight(2) : change.absolute());
  }

  private Cell share(Change change) {
    return change
        .share()
        .map(Measure::of)
        .orElseGet(() -> Measure.unavailable(say(Phrase.NOT_AVAILABLE)));
  }

  private Cell missing(boolean compared) {
    return compared ? Measure.unavailable(say(Phrase.NOT_AVAILABLE)) : Cell.blank();
  }

  private static Column part(Ratio.Part part) {
    return Column.number("part", part.unit(), part.unit().decimals());
  }

  private static Cell names(Ratio ratio) {
    return Cell.text(ratio.numerator().name() + " / " + ratio.denominator().name());
  }

  private static Cell note(Figure figure) {
    List<String> reasons = new ArrayList<>();
    addReason(reasons, figure.value());
    figure.comparison().ifPresent(before -> addReason(reasons, before));
    return reasons.isEmpty() ? Cell.blank() : Cell.text(String.join("; ", reasons));
  }

  private static void addReason(List<String> reasons, Measure measure) {
    if (measure instanceof Measure.Unavailable unavailable) {
      reasons.add(unavailable.reason());
    }
  }

  /** Title of a chart, headings, then the steps of both periods side by side. */
  List<Row> chart(Chart chart) {
    boolean compared = chart.previous().isPresent();
    Column value = Column.number("value", chart.unit(), chart.decimals());
    List<Row> rows = new ArrayList<>();
    String unit = formats().unit(chart.unit()).map(name -> " (" + name + ")").orElse("");
    rows.add(Row.texts(List.of(chart.title() + unit)));
    List<String> headings = new ArrayList<>(List.of(say(Phrase.DAY), say(Phrase.THIS_PERIOD)));
    if (compared) {
      headings.addAll(List.of(say(Phrase.DAY), say(Phrase.PREVIOUS_PERIOD)));
    }
    rows.add(Row.texts(headings));
    List<Series.Slot> now = chart.slots();
    List<Series.Slot> before = chart.previousSlots();
    for (int i = 0; i < Math.max(now.size(), before.size()); i++) {
      List<Column> columns = new ArrayList<>(List.of(Column.day("day"), value));
      List<Cell> cells = new ArrayList<>(slot(now, i));
      if (compared) {
        columns.addAll(List.of(Column.day("day"), value));
        cells.addAll(slot(before, i));
      }
      rows.add(new Row(columns, cells));
    }
    return rows;
  }

  /** A gap is empty, as its drawing is. */
  private static List<Cell> slot(List<Series.Slot> slots, int index) {
    if (index >= slots.size()) {
      return List.of(Cell.blank(), Cell.blank());
    }
    Series.Slot slot = slots.get(index);
    Optional<BigDecimal> value = slot.value();
    return List.of(Cell.day(slot.day()), value.<Cell>map(Measure::of).orElse(Cell.blank()));
  }

  /** What stands below a table's rows. */
  Row totals(ReportTable table) {
    List<Column> columns = new ArrayList<>(table.columns());
    List<Cell> cells = new ArrayList<>();
    boolean named = false;
    for (int i = 0; i < columns.size(); i++) {
      Total total = table.totals().get(i);
      if (total instanceof Total.None && !named) {
        columns.set(i, Column.text("name"));
        cells.add(Cell.text(say(Phrase.TOTAL)));
        named = true;
      } else {
        cells.add(ReportTable.fitted(columns.get(i), total.cell()));
      }
    }
    return new Row(columns, cells);
  }

  /** Definitions and roundings. */
  List<Row> notes() {
    return text.notes().stream().map(note -> Row.texts(List.of(note))).toList();
  }

  /** A row of a file for working on: cells and how each is typed. */
  record Row(List<Column> columns, List<Cell> cells) {
    Row {
      columns = List.copyOf(columns);
      cells = List.copyOf(cells);
      if (columns.size() != cells.size()) {
        throw new IllegalArgumentException(
            "Invalid row: %d cells for %d columns".formatted(cells.size(), columns.size()));
      }
    }

    /** A row of texts. */
    static Row texts(List<String> texts) {
      return new Row(
          texts.stream().map(text -> Column.text("text")).toList(),
          texts.stream().map(Cell::text).toList());
    }
  }
}
