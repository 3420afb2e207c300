package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/** What a ratio was made of; shown beside it, because a rate alone says nothing of its base. */
public record Ratio(Part numerator, Part denominator) {
  public Ratio {
    requireNonNull(numerator, "numerator is null");
    requireNonNull(denominator, "denominator is null");
  }

  /** One side of a ratio: what is counted and how much of it there is. */
  public record Part(String name, Unit unit, BigDecimal value) {
    public Part {
      name = OneLine.label("name", name);
      value = unit.round(value, unit.decimals());
    }
  }
}
