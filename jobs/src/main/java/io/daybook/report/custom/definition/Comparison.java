package io.daybook.report.custom.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a period is compared with. */
public enum Comparison {
  NONE,
  /** The adjacent one, as long. */
  PREVIOUS_PERIOD,
  /** The same days a year before; of a week those 52 weeks before. */
  PREVIOUS_YEAR;

  /** As definitions name it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Comparison> of(String id) {
    return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(Comparison::id).toList();
  }
}
