package io.daybook.report.layout;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a number counts. */
public enum Unit {
  /** An amount in the report's currency. */
  MONEY(2),
  /** How many. */
  COUNT(0),
  /** A share: 0.25 is shown as 25 %. Its decimals are those of the percent shown. */
  PERCENT(1),
  /** Hours. */
  HOURS(1),
  /** Kilowatt hours. */
  KWH(1),
  /** A score on a scale that its definition states. */
  SCORE(1),
  /** A number with decimals and no unit. */
  DECIMAL(2);

  private final int decimals;

  Unit(int decimals) {
    this.decimals = decimals;
  }

  /** Decimals shown when a definition says nothing else. */
  public int decimals() {
    return decimals;
  }

  /** The value as it is shown, rounded half up. */
  public BigDecimal round(BigDecimal value, int decimalsShown) {
    int scale = this == PERCENT ? decimalsShown + 2 : decimalsShown;
    return value.setScale(scale, RoundingMode.HALF_UP);
  }
}
