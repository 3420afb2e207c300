package io.daybook.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What becomes of occurrences that nobody could begin in time. */
public enum CatchUp {
  /** The last one runs, late; the older ones are skipped. */
  LATEST,
  /** All run, each for its own day, the oldest first. */
  ALL,
  /** None runs that could not begin within minutes of its time. */
  NONE;

  /** As files write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<CatchUp> parse(String text) {
    return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(CatchUp::text).toList();
  }
}
