package io.daybook.schema;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the numbers of a column measure.
 *
 * @param kind which sort of unit
 * @param of whose currency it is: {@link #TENANT}, a code of ISO 4217, {@link #UNSAID}, or the name
 *     of the column of the same row that holds the code; of other units their name; empty where
 *     there is none
 * @param to of a rate in which currency one of the first is priced, in the same words; empty of all
 *     else
 */
public record Unit(Kind kind, String of, String to) implements Serializable {
  /** Which sort. */
  public enum Kind {
    /** Nobody said, or it is not a number. */
    NONE,
    /** An amount in a currency. */
    MONEY,
    /** An amount in hundredths of a currency: times 0.01 it is money. */
    CENTS,
    /** What one of a currency is worth in another: it turns the one into the other. */
    RATE,
    /** No number: the text that says which currency is the tenant's own. */
    CODE,
    /** Anything else that has a name: orders, hours, percent. */
    NAMED
  }

  /** In the place of a currency: each tenant's own. */
  public static final String TENANT = "tenant";

  /** In the place of a currency that no column of the row says: never to be added up as it is. */
  public static final String UNSAID = "unknown";

  public static final Unit NONE = new Unit(Kind.NONE, "");

  private static final String TENANTS_CODE = "code(" + TENANT + ")";
  private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
  private static final Pattern CALL = Pattern.compile("(money|cents)\\s*\\(\\s*(.*\\S)\\s*\\)");

  /** In quotes where its name holds a comma. */
  private static final String ONE_OF_TWO = "\\s*(\"(?:[^\"]|\"\")+\"|[^,]*[^,\\s])\\s*";

  private static final Pattern RATE =
      Pattern.compile("rate\\s*\\(" + ONE_OF_TWO + "(?:," + ONE_OF_TWO + ")?\\)");
  private static final Pattern BARE =
      Pattern.compile("(?i).*\\b(money|cents|currency|rate\\s*\\().*");

  public Unit {
    requireNonNull(kind, "kind is null");
    requireNonNull(of, "of is null");
    requireNonNull(to, "to is null");
  }

  /** A unit; a rate leads to the tenant's currency. */
  public Unit(Kind kind, String of) {
    this(kind, of, kind == Kind.RATE ? TENANT : "");
  }

  /** What one of a currency is worth in another; columns, codes or {@link #TENANT}. */
  public static Unit rate(String from, String to) {
    return new Unit(Kind.RATE, from, to);
  }

  /** An amount in this currency. */
  public static Unit money(String of) {
    return new Unit(Kind.MONEY, of);
  }

  /**
   * Reads the text of a YAML or manifest: {@code money(tenant)}, {@code money(AUD)}, {@code
   * money(<column>)}, {@code money(unknown)}, the same with {@code cents}, {@code rate(<column>)}
   * into the tenant's currency, {@code rate(<column>, <column>)}, {@code code(tenant)}, or a name.
   *
   * @throws IllegalArgumentException for money that does not say its currency, for a rate of one
   *     that is not known, and for a code of any other than the tenant
   */
  public static Unit parse(String text) {
    if (text.equals(TENANTS_CODE)) {
      return new Unit(Kind.CODE, TENANT);
    }
    Matcher call = CALL.matcher(text);
    Matcher rate = RATE.matcher(text);
    if (rate.matches()) {
      String to = rate.group(2) == null ? TENANT : unquoted(rate.group(2));
      return requireSaid(rate(unquoted(rate.group(1)), to), text);
    }
    if (call.matches()) {
      return new Unit(Kind.valueOf(call.group(1).toUpperCase(Locale.ROOT)), call.group(2));
    }
    if (text.startsWith("code(")) {
      throw new IllegalArgumentException(
          text + " is no unit; a text that says the tenant's currency is " + TENANTS_CODE);
    }
    if (BARE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          text + " does not say its currency: money(tenant), money(AUD) or money(<column>)");
    }
    return text.isEmpty() ? NONE : new Unit(Kind.NAMED, text);
  }

  private static Unit requireSaid(Unit rate, String text) {
    if (rate.of.equals(UNSAID) || rate.to.equals(UNSAID)) {
      throw new IllegalArgumentException(
          text + " converts nothing; a rate says both currencies: rate(<column>, <column>)");
    }
    return rate;
  }

  private static String unquoted(String name) {
    boolean isQuoted = name.length() > 2 && name.startsWith("\"") && name.endsWith("\"");
    return isQuoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
  }

  private static String quoted(String name) {
    boolean isPlain = name.indexOf(',') < 0 && !name.startsWith("\"");
    return isPlain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Reads what a manifest says; a unit that this program does not know is just a name. */
  public static Unit recorded(String text) {
    try {
      return parse(text);
    } catch (IllegalArgumentException e) {
      return new Unit(Kind.NAMED, text);
    }
  }

  /** Whether it is an amount. */
  public boolean isMoney() {
    return kind == Kind.MONEY;
  }

  /** Whether this is a code of ISO 4217. */
  public static boolean isCode(String currency) {
    return CODE.matcher(currency).matches();
  }

  /** The column of the same row that holds the currency, if there is one. */
  public Optional<String> currencyColumn() {
    boolean hasCurrency = kind != Kind.NONE && kind != Kind.NAMED;
    return hasCurrency ? column(of) : Optional.empty();
  }

  /** The column of the same row that holds the currency in which a rate is, if there is one. */
  public Optional<String> pricedInColumn() {
    return kind == Kind.RATE ? column(to) : Optional.empty();
  }

  /** All columns of the same row that say a currency. */
  public Stream<String> currencyColumns() {
    return Stream.concat(currencyColumn().stream(), pricedInColumn().stream());
  }

  private static Optional<String> column(String currency) {
    return currency.equals(TENANT) || currency.equals(UNSAID) || isCode(currency)
        ? Optional.empty()
        : Optional.of(currency);
  }

  /** In words for a reader, {@code in the tenant's currency}; empty without a unit. */
  public String words() {
    return switch (kind) {
      case NONE -> "";
      case NAMED -> "in " + of;
      case CODE -> "which currency is the tenant's";
      case RATE -> "what one of " + currency(of) + " costs in " + currency(to);
      case MONEY -> "in " + currency(of);
      case CENTS -> "in hundredths of " + currency(of);
    };
  }

  private static String currency(String of) {
    if (of.equals(TENANT)) {
      return "the tenant's currency";
    }
    if (of.equals(UNSAID)) {
      return "a currency that the row does not say";
    }
    return isCode(of) ? of : "the currency that " + of + " says";
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return switch (kind) {
      case NONE, NAMED -> of;
      case MONEY, CENTS, CODE -> called(of);
      case RATE -> called(quoted(of) + (to.equals(TENANT) ? "" : ", " + quoted(to)));
    };
  }

  private String called(String argument) {
    return kind.name().toLowerCase(Locale.ROOT) + "(" + argument + ")";
  }
}
