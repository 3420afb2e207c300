package io.daybook.report.file;

import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Note;
import io.daybook.report.layout.OneLine;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Provenance;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Total;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a file for reading says of a report, text by text: the renderer writes it, the check expects
 * it.
 *
 * @param cap most rows of a table
 * @param printable what becomes of characters that the file cannot show
 */
record PageText(Report report, Formats formats, int cap, UnaryOperator<String> printable) {
  private static final int CELL = 240;
  private static final int REASONS = 12;

  static PageText of(Report report, int cap, UnaryOperator<String> printable) {
    return new PageText(report, report.formats(), cap, printable);
  }

  /** A name and what it is. */
  record Fact(String name, String text) {}

  String say(Phrase phrase) {
    return formats.say(phrase);
  }

  /** A text as this file can show it. */
  String show(String text) {
    return printable.apply(text);
  }

  /** What a cell without a column says. */
  String plain(Cell cell) {
    return formats.cell(Column.text("text"), cell);
  }

  String tenant() {
    return show(report.tenant().name());
  }

  String title() {
    return show(report.title());
  }

  String period() {
    return show(formats.span(report.period()));
  }

  /** Title and period in one line. */
  String heading() {
    return title() + ", " + period();
  }

  /** {@code Data as of 01/08/2026 02:05}. */
  String dataAsOf() {
    return say(Phrase.DATA_AS_OF) + " " + formats.moment(report.provenance().dataAsOf());
  }

  /** What identifies the file: whose, which days, and from what. */
  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(say(Phrase.TENANT), tenant()));
    facts.add(new Fact(say(Phrase.PERIOD), days()));
    report
        .comparison()
        .ifPresent(days -> facts.add(new Fact(say(Phrase.COMPARED_WITH), days(days))));
    facts.add(new Fact(say(Phrase.ZONE), zone()));
    facts.add(new Fact(say(Phrase.CURRENCY), report.tenant().currency().getCurrencyCode()));
    facts.addAll(origin());
    return facts;
  }

  /** From what: snapshot, release, definition, build. */
  List<Fact> origin() {
    Provenance from = report.provenance();
    return List.of(
        new Fact(say(Phrase.DATA_AS_OF), formats.moment(from.dataAsOf())),
        new Fact(say(Phrase.RELEASE), show(from.source()) + " " + from.release()),
        new Fact(say(Phrase.DEFINITION), show(from.definition())),
        new Fact(say(Phrase.BUILD), show(from.build())));
  }

  /** {@code Australia/Sydney, rules 2026f}. */
  String zone() {
    String zone = report.tenant().zone().getId();
    return report
        .provenance()
        .zoneRules()
        .map(edition -> zone + ", " + say(Phrase.ZONE_RULES) + " " + show(edition))
        .orElse(zone);
  }

  /** First and last day in digits. */
  String days() {
    return days(report.period());
  }

  private String days(DateSpan span) {
    return formats.day(span.from()) + " – " + formats.day(span.last());
  }

  /** The figures, with texts that this file can show. */
  List<FigureText> figures() {
    return report.figures().stream()
        .map(figure -> FigureText.of(figure, formats))
        .map(
            text ->
                new FigureText(
                    show(text.label()),
                    show(text.value()),
                    show(text.previous()),
                    show(text.change()),
                    show(text.changePercent()),
                    text.below().stream().map(this::show).toList(),
                    text.tone(),
                    text.direction(),
                    text.hasChange()))
        .toList();
  }

  /** Whether any figure stands beside one of another period. */
  boolean isCompared() {
    return report.figures().stream().anyMatch(figure -> figure.comparison().isPresent());
  }

  /** Headings of the figures' table. */
  List<String> figureHeadings() {
    return FigureText.headings(formats, isCompared());
  }

  /** Rows of the figures' table. */
  List<List<String>> figureRows() {
    boolean compared = isCompared();
    return figures().stream().map(figure -> figure.row(compared)).toList();
  }

  List<String> headings(ReportTable table) {
    return table.columns().stream().map(column -> show(formats.heading(column))).toList();
  }

  /**
   * The rows of a table as far as the file has them, and why cells are unavailable, each reason
   * once.
   */
  record Rows(List<List<String>> texts, List<String> reasons) {}

  /** Reads the first rows of a table. */
  Rows rows(ReportTable table) {
    Set<String> reasons = new LinkedHashSet<>();
    List<List<String>> texts;
    try (Stream<List<Cell>> rows = table.open().limit(cap)) {
      texts =
          rows.peek(row -> row.forEach(cell -> addReason(reasons, cell)))
              .map(row -> texts(table, row))
              .toList();
    }
    table.totals().forEach(total -> addReason(reasons, total.cell()));
    return new Rows(
        texts,
        reasons.stream()
            .limit(REASONS)
            .map(reason -> say(Phrase.NOT_AVAILABLE) + ": " + show(reason))
            .toList());
  }

  private List<String> texts(ReportTable table, List<Cell> row) {
    String[] texts = new String[row.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(table.columns().get(i), row.get(i));
    }
    return List.of(texts);
  }

  private String text(Column column, Cell cell) {
    return show(OneLine.of(formats.cell(column, cell), CELL));
  }

  /** What stands below the rows; the first column that has no total names it. */
  List<String> totals(ReportTable table) {
    List<String> texts = new ArrayList<>();
    boolean named = false;
    for (int i = 0; i < table.columns().size(); i++) {
      Total total = table.totals().get(i);
      if (total instanceof Total.None && !named) {
        texts.add(say(Phrase.TOTAL));
        named = true;
      } else {
        Column column = table.columns().get(i);
        texts.add(text(column, ReportTable.fitted(column, total.cell())));
      }
    }
    return texts;
  }

  long shownRows(ReportTable table) {
    return Math.min(cap, table.rows().count());
  }

  /** {@code 40 rows}, {@code 1 row}. */
  String rows(long count) {
    return formats.count(count) + " " + say(count == 1 ? Phrase.ROW : Phrase.ROWS);
  }

  /** {@code 40 rows}, or {@code 20 of 1,204 rows} and where the others are. */
  String rowsLine(ReportTable table) {
    long shown = shownRows(table);
    if (shown == table.available()) {
      return rows(shown);
    }
    String line =
        "%s %s %s".formatted(formats.count(shown), say(Phrase.OF), rows(table.available()));
    String why = table.isWhole() ? say(Phrase.THE_REST) : say(Phrase.LIMITED);
    String totals = table.hasTotals() ? " " + say(Phrase.TOTALS_COVER_ALL) : "";
    return line + "; " + why + "." + totals;
  }

  private static void addReason(Set<String> reasons, Cell cell) {
    if (cell instanceof Measure.Unavailable unavailable) {
      reasons.add(unavailable.reason());
    }
  }

  List<String> warnings() {
    return report.notes().stream().filter(Note::isWarning).map(note -> show(note.text())).toList();
  }

  /** Notes for the end. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    report.notes().stream()
        .filter(note -> !note.isWarning())
        .forEach(note -> notes.add(show(note.text())));
    if (report.figures().stream().anyMatch(figure -> figure.change().isPresent())) {
      notes.add(say(Phrase.ROUNDING));
    }
    if (report.charts().stream().anyMatch(PageText::hasGaps)) {
      notes.add(say(Phrase.GAPS));
    }
    return notes;
  }

  private static boolean hasGaps(Chart chart) {
    return chart.slots().stream().anyMatch(slot -> slot.value().isEmpty());
  }
}
