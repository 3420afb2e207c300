package io.daybook.schedule.reports;

import io.daybook.delivery.Channel;
import io.daybook.delivery.DeliveryKey;
import io.daybook.delivery.Filing;
import io.daybook.delivery.Message;
import io.daybook.report.issue.Asked;
import java.util.List;
import java.util.OptionalLong;

/**
 * What who answers for a report is told about it.
 *
 * @param tenant what the tenant is called
 * @param occurrence which notice of this report it is
 * @param subject of the mail, before the name of the report
 * @param happened one sentence
 * @param reason in the owner's words
 * @param next what the owner can do
 */
record OwnerNotice(
    String source,
    String tenant,
    Asked report,
    long release,
    String occurrence,
    String subject,
    String happened,
    String reason,
    String next) {
  Message to(String address) {
    DeliveryKey key =
        new DeliveryKey(
            source, report.tenant(), report.id(), occurrence, Channel.EMAIL, address, 0);
    return new Message(
        key,
        OptionalLong.of(release),
        new Filing(tenant, report.title(), occurrence),
        subject + ": " + report.title(),
        html(),
        text(),
        List.of(),
        List.of());
  }

  private List<String> paragraphs() {
    return List.of(
        happened, "Why: " + reason, next, "Only who answers for this report gets this mail.");
  }

  private String text() {
    return report.title() + "\n\n" + String.join("\n\n", paragraphs()) + "\n";
  }

  private String html() {
    StringBuilder html =
        new StringBuilder(
                "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
            .append(escaped(report.title()))
            .append(
                "</title></head><body style=\"font-family: sans-serif\"><h1 style=\"font-size: 1.3em\">")
            .append(escaped(report.title()))
            .append("</h1>");
    paragraphs().forEach(each -> html.append("\n<p>").append(escaped(each)).append("</p>"));
    return html.append("\n</body></html>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
