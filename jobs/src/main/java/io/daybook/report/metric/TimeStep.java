package io.daybook.report.metric;

import java.util.Locale;
import java.util.Optional;

/** The dimensions that every date has; weeks and fiscal periods are the tenant's. */
public enum TimeStep {
  DAY("Day"),
  WEEK("Week from"),
  MONTH("Month from"),
  QUARTER("Quarter from"),
  YEAR("Year from");

  private final String title;

  TimeStep(String title) {
    this.title = title;
  }

  /** As definitions name it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Heading of a column that holds the first day of each. */
  public String title() {
    return title;
  }

  /** The step of this id. */
  public static Optional<TimeStep> of(String id) {
    for (TimeStep step : values()) {
      if (step.id().equals(id)) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }
}
