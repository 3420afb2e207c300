package io.daybook.operate;

import static java.util.Objects.requireNonNull;

import io.daybook.operate.AlertBook.Due;
import java.time.temporal.ChronoUnit;

/** What an operator reads: the failure in the house's form, and how often it came. */
record AlertMail(String subject, String text) {
  private static final int LONGEST_SUBJECT = 150;

  AlertMail {
    requireNonNull(subject, "subject is null");
    requireNonNull(text, "text is null");
  }

  /**
   * The mail about a problem.
   *
   * @param where the installation, for people
   */
  static AlertMail of(Due due, String where) {
    String times =
        due.count() == 1
            ? "It came at " + due.lastAt().truncatedTo(ChronoUnit.SECONDS)
            : "It came %d times from %s to %s; this is the last"
                .formatted(
                    due.count(),
                    due.firstAt().truncatedTo(ChronoUnit.SECONDS),
                    due.lastAt().truncatedTo(ChronoUnit.SECONDS));
    return of(due.message(), times, where);
  }

  /** The mail about a problem of which nothing could be recorded. */
  static AlertMail unrecorded(String message, String where) {
    return of(message, "The state could not be reached, so how often it came is not known", where);
  }

  private static AlertMail of(String message, String times, String where) {
    String first = message.lines().findFirst().orElse("");
    String subject = "Daybook: " + first;
    return new AlertMail(
        subject.length() <= LONGEST_SUBJECT
            ? subject
            : subject.substring(0, LONGEST_SUBJECT - 1) + "…",
        """
        %s

        %s. Of the same kind there is one mail an hour.
        Where everything stands: daybook status
        Installation: %s
        """
            .formatted(message, times, where));
  }

  String html() {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Daybook</title></head><body><pre>"
        + escaped
        + "</pre></body></html>\n";
  }
}
