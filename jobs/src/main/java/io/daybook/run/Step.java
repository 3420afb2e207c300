package io.daybook.run;

import java.util.Locale;

/** The steps of a night, in their order. */
public enum Step {
  /** Reads every table of the source under one snapshot and reconciles it. */
  EXTRACT("extract"),
  /** Joins raw tables along the FK map. */
  FACTS("build facts"),
  /** Computes the marts over the facts. */
  MARTS("build marts"),
  /** Proves keys, grain, sums and relations. */
  CHECK("check"),
  /** Makes everything visible at once. */
  PUBLISH("publish");

  private final String title;

  Step(String title) {
    this.title = title;
  }

  /** What the step does, in words. */
  public String title() {
    return title;
  }

  /** The name under which the state keeps it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
