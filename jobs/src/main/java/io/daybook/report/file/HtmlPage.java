package io.daybook.report.file;

import io.daybook.report.chart.ChartPicture;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.ReportTable;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The page of a mail, or of an HTML file: one column that reads on a phone. It is well-formed XML
 * as well, so that the check can read it as such.
 */
final class HtmlPage {
  /** Marks tables that only arrange. */
  static final String ARRANGING = "presentation";

  private static final int CARDS = 6;
  private static final int CARDS_ACROSS = 3;

  private final PageText text;
  private final IntFunction<String> pictures;
  private final Markup page = new Markup();

  /**
   * A page to be written once.
   *
   * @param pictures where the picture of a chart is, by its place among the charts
   */
  HtmlPage(PageText text, IntFunction<String> pictures) {
    this.text = text;
    this.pictures = pictures;
  }

  String html() {
    page.raw("<!DOCTYPE html>\n");
    page.open("html", "lang", text.formats().language());
    page.open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.empty("meta", "name", "color-scheme", "content", "light dark");
    page.empty("meta", "name", "supported-color-schemes", "content", "light dark");
    page.element("title", text.heading());
    page.open("style").raw(MailStyle.SHEET).close();
    page.close();
    page.open("body", "style", MailStyle.BODY).open("div", "style", MailStyle.WIDTH);
    title();
    cards();
    charts();
    figures();
    text.report().tables().forEach(this::table);
    notes();
    return page.close().close().close().toString();
  }

  private void title() {
    page.element("div", text.tenant(), "style", MailStyle.TENANT, "class", "main");
    page.element("h1", text.heading(), "style", MailStyle.TITLE);
    muted("div", text.dataAsOf());
    text.warnings()
        .forEach(
            warning -> page.element("p", warning, "style", MailStyle.WARNING, "class", "warning"));
  }

  private void muted(String element, String content) {
    page.element(element, content, "style", MailStyle.MUTED, "class", "muted");
  }

  private void heading(String content) {
    page.element("h2", content, "style", MailStyle.HEADING, "class", "main");
  }

  private void cards() {
    List<FigureText> figures = text.figures();
    if (figures.isEmpty()) {
      return;
    }
    page.open("table", "role", ARRANGING, "style", MailStyle.CARDS + ";margin-top:12px");
    int shown = Math.min(CARDS, figures.size());
    for (int first = 0; first < shown; first += CARDS_ACROSS) {
      page.open("tr");
      figures.subList(first, Math.min(first + CARDS_ACROSS, shown)).forEach(this::card);
      page.close();
    }
    page.close();
  }

  private void card(FigureText figure) {
    page.open("td", "style", MailStyle.PLACE, "class", "place");
    page.open("div", "style", MailStyle.CARD, "class", "card");
    muted("div", figure.label());
    page.element("div", figure.value(), "style", MailStyle.VALUE);
    if (figure.previous().isEmpty()) {
      figure.below().stream().findFirst().ifPresent(line -> muted("div", line));
    } else {
      change(figure);
      muted("div", text.say(Phrase.VERSUS) + " " + figure.previous());
    }
    page.close().close();
  }

  private void change(FigureText figure) {
    if (figure.hasChange()) {
      page.element(
          "div",
          arrow(figure) + figure.change() + " (" + figure.changePercent() + ")",
          "style",
          MailStyle.tone(figure.tone()) + ";font-size:12px;font-weight:bold",
          "class",
          MailStyle.toneClass(figure.tone()));
    }
  }

  private static String arrow(FigureText figure) {
    return switch (figure.direction()) {
      case 1 -> "▲ ";
      case -1 -> "▼ ";
      default -> "";
    };
  }

  private void charts() {
    List<Chart> charts = text.report().charts();
    for (int i = 0; i < charts.size(); i++) {
      Chart chart = charts.get(i);
      heading(
          text.formats()
              .unit(chart.unit())
              .map(unit -> chart.title() + " (" + unit + ")")
              .orElse(chart.title()));
      page.empty(
          "img",
          "src",
          pictures.apply(i),
          "alt",
          new ChartPicture(chart, text.formats()).description(),
          "width",
          "640",
          "style",
          MailStyle.IMAGE);
    }
  }

  private void figures() {
    List<FigureText> figures = text.figures();
    if (figures.isEmpty()) {
      return;
    }
    heading(text.say(Phrase.FIGURES));
    page.open("div", "style", MailStyle.SCROLL).open("table", "style", MailStyle.TABLE);
    List<String> headings = text.figureHeadings();
    page.open("thead").open("tr");
    for (int i = 0; i < headings.size(); i++) {
      page.element("th", headings.get(i), "style", MailStyle.heading(i > 0));
    }
    page.close().close().open("tbody");
    figures.forEach(this::figure);
    page.close().close().close();
  }

  private void figure(FigureText figure) {
    page.open("tr").open("td", "style", MailStyle.label()).text(figure.label());
    for (String line : figure.below()) {
      page.raw(" ");
      muted("div", line);
    }
    page.close();
    List<String> row = figure.row(text.isCompared());
    for (int i = 1; i < row.size(); i++) {
      boolean change = i > 2;
      page.element(
          "td",
          row.get(i),
          "style",
          MailStyle.cell(true, false) + (change ? ";" + MailStyle.tone(figure.tone()) : ""),
          "class",
          change ? MailStyle.toneClass(figure.tone()) : "value");
    }
    page.close();
  }

  private void table(ReportTable table) {
    PageText.Rows rows = text.rows(table);
    heading(table.title());
    page.open("div", "style", MailStyle.SCROLL).open("table", "style", MailStyle.TABLE);
    page.open("thead").open("tr");
    List<String> headings = text.headings(table);
    for (int i = 0; i < headings.size(); i++) {
      page.element(
          "th",
          headings.get(i),
          "style",
          MailStyle.heading(table.columns().get(i).isRightAligned()));
    }
    page.close().close().open("tbody");
    rows.texts().forEach(row -> row(table.columns(), row, false));
    if (table.hasTotals()) {
      row(table.columns(), text.totals(table), true);
    }
    page.close().close().close();
    muted("p", text.rowsLine(table));
    rows.reasons().forEach(reason -> muted("p", reason));
  }

  private void row(List<Column> columns, List<String> texts, boolean total) {
    page.open("tr");
    for (int i = 0; i < texts.size(); i++) {
      page.element(
          "td", texts.get(i), "style", MailStyle.cell(columns.get(i).isRightAligned(), total));
    }
    page.close();
  }

  private void notes() {
    text.notes().forEach(note -> muted("p", note));
    page.open("p", "style", MailStyle.MUTED, "class", "muted");
    for (PageText.Fact fact : text.facts()) {
      page.text(fact.name() + " " + fact.text()).empty("br");
    }
    page.close();
  }
}
