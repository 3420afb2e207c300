package io.daybook.report.file;

import io.daybook.report.chart.ChartPicture;
import io.daybook.report.chart.Palette;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.OneLine;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Unit;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The XHTML that becomes a PDF: the answer on top, then charts, figures and tables. */
final class PdfPage {
  /** The type of the elements that charts are drawn into. */
  static final String CHART = "daybook/chart";

  private static final int CARDS = 6;
  private static final int CARDS_ACROSS = 3;
  private static final double CARD_GAP = 8;
  private static final double CARD_PADDING = 18;
  private static final List<Column> FIGURE_COLUMNS =
      List.of(
          Column.text("figure"),
          Column.number("value", Unit.DECIMAL),
          Column.number("previous", Unit.DECIMAL),
          Column.number("change", Unit.DECIMAL),
          Column.number("percent", Unit.DECIMAL));

  private final PageText text;
  private final BooleanSupplier lacksCharacters;
  private final ColumnWidths.Paper paper;
  private final String css;
  private final Markup page = new Markup();

  /**
   * A page to be written once.
   *
   * @param lacksCharacters whether a text so far had a character that the font lacks
   */
  PdfPage(PageText text, BooleanSupplier lacksCharacters, String css) {
    this.text = text;
    this.lacksCharacters = lacksCharacters;
    this.paper = ColumnWidths.Paper.of(text.report().tenant().locale());
    this.css = css;
  }

  String xhtml() {
    page.raw("<!DOCTYPE html>");
    page.open("html", "lang", text.formats().language());
    head();
    page.open("body");
    margins();
    title();
    cards();
    charts();
    figures();
    List<ReportTable> tables = text.report().tables();
    for (int i = 0; i < tables.size(); i++) {
      table(tables.get(i), "table-" + i);
    }
    notes();
    return page.close().close().toString();
  }

  private void head() {
    page.open("head");
    page.element("title", text.heading());
    page.empty("meta", "name", "author", "content", text.tenant());
    page.empty("meta", "name", "subject", "content", text.heading() + ". " + text.dataAsOf());
    page.open("bookmarks");
    if (!text.report().charts().isEmpty()) {
      bookmark(text.report().charts().get(0).title(), "chart-0");
    }
    if (!text.report().figures().isEmpty()) {
      bookmark(text.say(Phrase.FIGURES), "figures");
    }
    for (int i = 0; i < text.report().tables().size(); i++) {
      bookmark(text.report().tables().get(i).title(), "table-" + i);
    }
    page.close();
    page.open("style").raw(css).raw(pageCss()).close();
    page.close();
  }

  private void bookmark(String name, String id) {
    page.empty("bookmark", "name", text.show(name), "href", "#" + id);
  }

  /** What depends on paper and language; constants of this program, no text of a report. */
  private String pageCss() {
    double width = paper.contentWidth(false);
    return String.format(
        Locale.ROOT,
        """
        @page { size: %s; @bottom-right { content: "%s " counter(page) " %s " counter(pages); \
        font-family: Report; font-size: 7pt; color: %s; width: 18%%; vertical-align: top; \
        padding-top: 12pt; text-align: right; } }
        @page wide { size: %s landscape; }
        .card { width: %.1fpt; }
        .wide { page: wide; width: %.1fpt; }
        .chart object { width: %.1fpt; height: %.1fpt; }
        """,
        paper.css(),
        text.say(Phrase.PAGE),
        text.say(Phrase.OF),
        Palette.MUTED.css(),
        paper.css(),
        (width - 2 * CARD_GAP) / CARDS_ACROSS - CARD_PADDING - 0.1,
        paper.contentWidth(true),
        width,
        width * ChartPicture.HEIGHT / ChartPicture.WIDTH);
  }

  /** What every page repeats. */
  private void margins() {
    page.open("div", "id", "head");
    page.text(OneLine.cut(text.heading(), 110)).close();
    page.open("div", "id", "foot");
    page.element(
        "div",
        String.join(
            " · ",
            OneLine.cut(text.tenant(), 70),
            text.days(),
            text.zone(),
            text.report().tenant().currency().getCurrencyCode()));
    page.element(
        "div",
        text.origin().stream()
            .map(fact -> fact.name() + " " + OneLine.cut(fact.text(), 40))
            .collect(Collectors.joining(" · ")));
    page.close();
  }

  private void title() {
    page.open("div", "class", "tenant").text(text.tenant()).close();
    page.open("h1").text(text.title() + ", ").element("span", text.period()).close();
    StringBuilder line = new StringBuilder(text.dataAsOf());
    text.report()
        .comparison()
        .ifPresent(
            days ->
                line.append(" · ")
                    .append(text.say(Phrase.COMPARED_WITH))
                    .append(' ')
                    .append(text.show(text.formats().span(days))));
    page.element("p", line.toString(), "class", "asof");
    text.warnings().forEach(warning -> page.element("p", warning, "class", "warning"));
  }

  private void cards() {
    List<FigureText> figures = text.figures();
    if (figures.isEmpty()) {
      return;
    }
    page.open("div", "class", text.isCompared() ? "cards compared" : "cards");
    for (FigureText figure : figures.subList(0, Math.min(CARDS, figures.size()))) {
      page.open("div", "class", "card");
      page.element("div", figure.label(), "class", "label");
      page.element("div", figure.value(), "class", "value");
      change(figure);
      page.close();
    }
    page.close();
  }

  private void change(FigureText figure) {
    if (figure.previous().isEmpty()) {
      figure.below().stream()
          .findFirst()
          .ifPresent(line -> page.element("div", line, "class", "versus"));
      return;
    }
    if (figure.hasChange()) {
      page.open("div", "class", "change" + tone(figure));
      arrow(figure);
      page.text(figure.change() + " (" + figure.changePercent() + ")").close();
    }
    page.element("div", text.say(Phrase.VERSUS) + " " + figure.previous(), "class", "versus");
  }

  private static String tone(FigureText figure) {
    return switch (figure.tone()) {
      case 1 -> " good";
      case -1 -> " bad";
      default -> "";
    };
  }

  private void arrow(FigureText figure) {
    if (figure.direction() != 0) {
      page.open("span", "class", figure.direction() > 0 ? "up" : "down").close();
    }
  }

  private void charts() {
    List<Chart> charts = text.report().charts();
    for (int i = 0; i < charts.size(); i++) {
      Chart chart = charts.get(i);
      ChartPicture picture = new ChartPicture(chart, text.formats());
      page.open("div", "class", "chart", "id", "chart-" + i);
      page.element("h2", text.show(heading(chart)));
      page.open(
          "object",
          "type",
          CHART,
          "data-index",
          Integer.toString(i),
          "alt",
          text.show(picture.description()),
          "title",
          text.show(picture.description()));
      page.close().close();
    }
  }

  private String heading(Chart chart) {
    return text.formats()
        .unit(chart.unit())
        .map(unit -> chart.title() + " (" + unit + ")")
        .orElse(chart.title());
  }

  private void figures() {
    List<FigureText> figures = text.figures();
    if (figures.isEmpty()) {
      return;
    }
    List<String> headings = text.figureHeadings();
    List<Column> columns = FIGURE_COLUMNS.subList(0, headings.size());
    ColumnWidths widths = ColumnWidths.of(columns, headings, text.figureRows(), paper);
    page.open("div", "class", "table", "id", "figures");
    page.element("h2", text.say(Phrase.FIGURES));
    openTable(columns, headings, widths);
    for (FigureText figure : figures) {
      page.open("tr").open("td").text(figure.label());
      figure.below().forEach(line -> page.raw(" ").element("div", line, "class", "below"));
      page.close();
      number(figure.value());
      if (text.isCompared()) {
        number(figure.previous());
        page.element("td", figure.change(), "class", "r" + tone(figure));
        page.element("td", figure.changePercent(), "class", "r" + tone(figure));
      }
      page.close();
    }
    page.close().close().close();
  }

  private void number(String value) {
    page.element("td", value, "class", "r");
  }

  private void openTable(List<Column> columns, List<String> headings, ColumnWidths widths) {
    page.open(
        "table",
        "class",
        widths.fits() ? "fits" : "tight",
        "style",
        "font-size:" + widths.size() + "pt");
    page.open("thead").open("tr");
    for (int i = 0; i < headings.size(); i++) {
      page.open(
          "th",
          "class",
          style(columns, i),
          "scope",
          "col",
          "style",
          String.format(Locale.ROOT, "width:%.3f%%", widths.percent().get(i)));
      page.text(headings.get(i)).close();
    }
    page.close().close().open("tbody");
  }

  private void table(ReportTable table, String id) {
    PageText.Rows read = text.rows(table);
    List<List<String>> rows = read.texts();
    List<String> headings = text.headings(table);
    List<List<String>> measured =
        table.hasTotals()
            ? Stream.concat(rows.stream(), Stream.of(text.totals(table))).toList()
            : rows;
    ColumnWidths widths = ColumnWidths.of(table.columns(), headings, measured, paper);
    page.open("div", "class", widths.isWide() ? "table wide" : "table", "id", id);
    page.element("h2", text.show(table.title()));
    openTable(table.columns(), headings, widths);
    rows.forEach(row -> row(table.columns(), row, ""));
    if (table.hasTotals()) {
      row(table.columns(), text.totals(table), "total");
    }
    page.close().close();
    page.element("p", text.rowsLine(table), "class", "lines");
    read.reasons().forEach(reason -> page.element("p", reason, "class", "lines"));
    page.close();
  }

  /** A text after a number keeps a distance. */
  private static String style(List<Column> columns, int index) {
    if (columns.get(index).isRightAligned()) {
      return "r";
    }
    return index > 0 && columns.get(index - 1).isRightAligned() ? "g" : "l";
  }

  private void row(List<Column> columns, List<String> texts, String style) {
    if (style.isEmpty()) {
      page.open("tr");
    } else {
      page.open("tr", "class", style);
    }
    for (int i = 0; i < texts.size(); i++) {
      page.element("td", texts.get(i), "class", style(columns, i));
    }
    page.close();
  }

  private void notes() {
    List<String> notes = text.notes();
    boolean unprintable = lacksCharacters.getAsBoolean();
    if (notes.isEmpty() && !unprintable) {
      return;
    }
    page.open("div", "class", "notes");
    page.element("h2", text.say(Phrase.NOTES));
    notes.forEach(note -> page.element("p", note));
    if (unprintable) {
      page.element("p", text.say(Phrase.UNPRINTABLE));
    }
    page.close();
  }
}
