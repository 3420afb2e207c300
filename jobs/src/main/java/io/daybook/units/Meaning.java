package io.daybook.units;

import io.daybook.schema.Unit;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What an expression is.
 *
 * @param of of amounts, rates and codes which currency: {@link Unit#TENANT}, a code of ISO 4217,
 *     {@link Unit#UNSAID}, or the column that says it, with the place that it is read in: {@code
 *     facts.buys.currency#2}
 * @param to of rates in which currency one of the first is priced, likewise; empty of all else
 */
record Meaning(Kind kind, String of, String to) {
  enum Kind {
    /** A constant, or NULL: goes with everything. */
    CONSTANT,
    /** Nobody can tell. */
    UNKNOWN,
    MONEY,
    CENTS,
    RATE,
    NAMED,
    /** What tells currencies apart: the code, or the tenant. */
    CODE
  }

  static final Meaning CONSTANT = new Meaning(Kind.CONSTANT, "");
  static final Meaning UNKNOWN = new Meaning(Kind.UNKNOWN, "");

  Meaning(Kind kind, String of) {
    this(kind, of, "");
  }

  static Meaning rate(String from, String to) {
    return new Meaning(Kind.RATE, from, to);
  }

  static Meaning money(String of) {
    return new Meaning(Kind.MONEY, of);
  }

  /** Whether it is money or its hundredths. */
  boolean isAmount() {
    return kind == Kind.MONEY || kind == Kind.CENTS;
  }

  boolean hasCurrency() {
    return isAmount() || kind == Kind.RATE || kind == Kind.CODE;
  }

  /** Whether the currency of each row is another column of it. */
  boolean isOfRows() {
    return hasCurrency() && isColumn(of);
  }

  private static boolean isColumn(String currency) {
    return !currency.isEmpty()
        && !currency.equals(Unit.TENANT)
        && !currency.equals(Unit.UNSAID)
        && !Unit.isCode(currency);
  }

  /** Whether it is an amount of which no column says the currency, so that two may be of two. */
  boolean isUnsaid() {
    return isAmount() && of.equals(Unit.UNSAID);
  }

  /** The same where it is read; columns of other places say other currencies. */
  Meaning placed(String place) {
    return hasCurrency() ? with(each -> isColumn(each) ? each + place : each) : this;
  }

  /** The same with other words for its currencies. */
  Meaning with(UnaryOperator<String> currency) {
    return new Meaning(kind, currency.apply(of), currency.apply(to));
  }

  private boolean isMeasured() {
    return isAmount() || kind == Kind.NAMED || kind == Kind.RATE;
  }

  /** Whether a sum of both makes no sense. */
  boolean clashes(Meaning other) {
    return isMeasured() && other.isMeasured() && !equals(other);
  }

  /** What a sum, or a choice between both, is. */
  Meaning with(Meaning other) {
    if (equals(other) || other.kind == Kind.CONSTANT) {
      return kind == Kind.CODE && !equals(other) ? UNKNOWN : this;
    }
    if (isMeasured()) {
      return clashes(other) ? UNKNOWN : this;
    }
    boolean gives = kind == Kind.CONSTANT && other.kind != Kind.CODE;
    return gives || other.isMeasured() ? other : UNKNOWN;
  }

  /** This code, or where a row says none the tenant's or a given one: it tells the same apart. */
  Meaning orElse(Meaning other) {
    boolean isCode = kind == Kind.CODE && isOfRows();
    boolean isOne = other.kind == Kind.CONSTANT || (other.kind == Kind.CODE && !other.isOfRows());
    return isCode && isOne ? this : with(other);
  }

  /** The same of another currency. */
  Meaning of(String currency) {
    return new Meaning(kind, currency, to);
  }

  /** Money, of its hundredths. */
  Meaning whole() {
    return kind == Kind.CENTS ? money(of) : this;
  }

  Meaning times(Meaning other) {
    if (isAmount() && other.isAmount()) {
      return UNKNOWN;
    }
    if (isAmount() || other.isAmount()) {
      Meaning amount = isAmount() ? this : other;
      Meaning factor = isAmount() ? other : this;
      return factor.converts(amount) ? new Meaning(amount.kind, factor.to) : amount;
    }
    if (kind == Kind.CONSTANT) {
      return other;
    }
    return other.kind == Kind.CONSTANT ? this : UNKNOWN;
  }

  private boolean converts(Meaning amount) {
    return kind == Kind.RATE && of.equals(amount.of);
  }

  /**
   * Whether one is an amount and the other a rate of another currency: their product is nothing.
   */
  boolean isPricedOtherwise(Meaning other) {
    return (isAmount() && other.kind == Kind.RATE && !other.converts(this))
        || (other.isAmount() && kind == Kind.RATE && !converts(other));
  }

  Meaning by(Meaning other) {
    if (isAmount()) {
      return other.isAmount() || other.kind == Kind.RATE ? UNKNOWN : this;
    }
    return other.kind == Kind.CONSTANT ? this : UNKNOWN;
  }

  /** Whether rows in which these columns are alike hold amounts in one currency. */
  boolean isOneWithin(Set<String> codes) {
    return !isAmount() || Unit.isCode(of) || codes.contains(of);
  }

  /** For messages. */
  @Override
  public String toString() {
    String place = of.replaceFirst("#.*", "");
    String currency =
        switch (of) {
          case Unit.TENANT -> "the tenant's currency";
          case Unit.UNSAID -> "a currency that the row does not say";
          default -> Unit.isCode(of) ? of : "the currency that " + place + " says";
        };
    return switch (kind) {
      case CONSTANT, UNKNOWN -> "a number";
      case CODE -> "a code";
      case NAMED -> of;
      case RATE -> "a rate of " + place;
      case MONEY -> "money in " + currency;
      case CENTS -> "hundredths of " + currency;
    };
  }
}
