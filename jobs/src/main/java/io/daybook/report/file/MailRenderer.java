package io.daybook.report.file;

import io.daybook.digest.Sha256;
import io.daybook.report.chart.ChartPicture;
import io.daybook.report.layout.OneLine;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes the body of a mail: few rows, pictures beside the page. */
final class MailRenderer {
  private static final int CAP = 20;
  private static final int SUBJECT = 180;

  private static PageText text(Report report) {
    return PageText.of(report, CAP, shown -> shown);
  }

  MailBody render(Report report) {
    List<MailBody.Picture> pictures = new ArrayList<>();
    for (int i = 0; i < report.charts().size(); i++) {
      byte[] png = new ChartPicture(report.charts().get(i), report.formats()).png();
      String id = "chart-%d.%s@daybook".formatted(i + 1, Sha256.of(png).substring(0, 32));
      pictures.add(new MailBody.Picture(id, png));
    }
    PageText text = text(report);
    String html = new HtmlPage(text, chart -> "cid:" + pictures.get(chart).contentId()).html();
    return new MailBody(
        OneLine.of(text.heading() + " – " + text.tenant(), SUBJECT),
        html,
        new MailText(text).plain(),
        pictures);
  }

  /** Reads both parts again. */
  void check(Report report, MailBody body) throws IOException, WrongFile {
    PageText text = text(report);
    HtmlRenderer.check(text, body.html(), "cid:chart-");
    for (FigureText figure : text.figures()) {
      if (!body.text().contains(MailText.sentence(figure, text.say(Phrase.VERSUS)) + "\n")) {
        throw new WrongFile("the plain text lacks a figure");
      }
    }
  }

  /** The plain-text part of a mail. */
  record MailText(PageText text) {
    String plain() {
      StringBuilder plain = new StringBuilder();
      line(plain, text.heading());
      line(plain, text.tenant());
      line(plain, text.dataAsOf());
      for (String warning : text.warnings()) {
        line(plain, "");
        line(plain, "! " + warning);
      }
      line(plain, "");
      text.figures().forEach(figure -> figure(plain, figure));
      text.report().tables().forEach(table -> table(plain, table));
      line(plain, "");
      line(plain, text.say(Phrase.ATTACHED));
      line(plain, "");
      text.notes().forEach(note -> line(plain, note));
      text.facts().forEach(fact -> line(plain, fact.name() + ": " + fact.text()));
      return plain.toString();
    }

    /** {@code Orders: 412 (+25, +6.5% vs 387)}. */
    static String sentence(FigureText figure, String versus) {
      if (figure.previous().isEmpty()) {
        return figure.label() + ": " + figure.value();
      }
      String change =
          figure.hasChange() ? figure.change() + ", " + figure.changePercent() + " " : "";
      return "%s: %s (%s%s %s)"
          .formatted(figure.label(), figure.value(), change, versus, figure.previous());
    }

    private void figure(StringBuilder plain, FigureText figure) {
      line(plain, sentence(figure, text.say(Phrase.VERSUS)));
      figure.below().forEach(below -> line(plain, "    " + below));
    }

    private void table(StringBuilder plain, ReportTable table) {
      line(plain, "");
      line(plain, table.title() + ": " + text.rows(table.available()));
      if (table.hasTotals()) {
        List<String> headings = text.headings(table);
        List<String> totals = text.totals(table);
        for (int i = 0; i < totals.size(); i++) {
          if (!totals.get(i).isEmpty() && table.columns().get(i).isRightAligned()) {
            line(plain, "    " + headings.get(i) + ": " + totals.get(i));
          }
        }
      }
    }

    private static void line(StringBuilder plain, String text) {
      plain.append(text).append('\n');
    }
  }
}
