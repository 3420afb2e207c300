package io.daybook.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a line of the log is written. */
public enum LogFormat {
  /** For people. */
  TEXT,
  /** One JSON object a line, for programs. */
  JSON;

  /** The name as people write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<LogFormat> parse(String text) {
    return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(LogFormat::text).toList();
  }
}
