package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a number counts.
 *
 * @param kind which sort of unit
 * @param symbol what stands behind the number of a {@link Kind#MEASURE}; empty for all others
 */
public record Unit(Kind kind, String symbol) {
  /** Which sort. */
  public enum Kind {
    /** An amount in the report's currency. */
    MONEY(2),
    /** How many. */
    COUNT(0),
    /** A share: 0.25 is shown as 25 %. Its decimals are those of the percent shown. */
    PERCENT(1),
    /** Hours. */
    HOURS(1),
    /** A score on a scale that its definition states. */
    SCORE(1),
    /** A number with decimals and no unit. */
    DECIMAL(2),
    /** An amount of something that has a symbol: kilometres, litres, kilowatt hours. */
    MEASURE(1);

    private final int decimals;

    Kind(int decimals) {
      this.decimals = decimals;
    }
  }

  public static final Unit MONEY = new Unit(Kind.MONEY, "");
  public static final Unit COUNT = new Unit(Kind.COUNT, "");
  public static final Unit PERCENT = new Unit(Kind.PERCENT, "");
  public static final Unit HOURS = new Unit(Kind.HOURS, "");
  public static final Unit SCORE = new Unit(Kind.SCORE, "");
  public static final Unit DECIMAL = new Unit(Kind.DECIMAL, "");

  /** The units that are written as one word. */
  private static final List<Unit> WORDS = List.of(MONEY, COUNT, PERCENT, HOURS, SCORE, DECIMAL);

  private static final Pattern MEASURE = Pattern.compile("measure\\(([^\\s\"()][^\"()]{0,11})\\)");

  public Unit {
    requireNonNull(kind, "kind is null");
    requireNonNull(symbol, "symbol is null");
    if (symbol.isEmpty() == (kind == Kind.MEASURE)) {
      throw new IllegalArgumentException("Invalid symbol of a " + kind + ": " + symbol);
    }
  }

  /** An amount that is shown with this symbol. */
  public static Unit measure(String symbol) {
    return new Unit(Kind.MEASURE, symbol);
  }

  /** Reads {@code money}, {@code count} ..., or {@code measure(km)}; empty for any other text. */
  public static Optional<Unit> parse(String text) {
    Matcher measure = MEASURE.matcher(text);
    return measure.matches()
        ? Optional.of(measure(measure.group(1).strip()))
        : WORDS.stream().filter(unit -> unit.toString().equals(text)).findFirst();
  }

  /** What {@link #parse} reads, for a message. */
  public static List<String> texts() {
    return Arrays.stream(Kind.values())
        .map(kind -> kind == Kind.MEASURE ? "measure(<symbol>)" : word(kind))
        .toList();
  }

  public boolean isMoney() {
    return kind == Kind.MONEY;
  }

  public boolean isPercent() {
    return kind == Kind.PERCENT;
  }

  /** Decimals shown when a definition says nothing else. */
  public int decimals() {
    return kind.decimals;
  }

  /** The value as it is shown, rounded half up. */
  public BigDecimal round(BigDecimal value, int decimalsShown) {
    int scale = isPercent() ? decimalsShown + 2 : decimalsShown;
    return value.setScale(scale, RoundingMode.HALF_UP);
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return kind == Kind.MEASURE ? "measure(" + symbol + ")" : word(kind);
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
