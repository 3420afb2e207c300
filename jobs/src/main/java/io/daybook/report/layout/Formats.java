package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

/**
 * How one organisation writes numbers, dates and phrases; the one place where a value of a report
 * becomes text. Negative numbers have a real minus (U+2212), zero is 0, unavailable is {@link
 * Phrase#NOT_AVAILABLE}. Immutable.
 */
public final class Formats {
  private static final String MINUS = "\u2212";
  private static final String HARD_SPACE = "\u00A0";

  private final Locale locale;
  private final Currency currency;
  private final NumberFormats numbers;
  private final DateFormats dates;

  private Formats(Locale locale, Currency currency, ZoneId zone) {
    this.locale = requireNonNull(locale, "locale is null");
    this.currency = requireNonNull(currency, "currency is null");
    this.numbers = new NumberFormats(locale, currency);
    this.dates = new DateFormats(locale, zone);
  }

  /** The organisation's way. */
  public static Formats of(Tenant tenant) {
    return of(tenant.locale(), tenant.currency(), tenant.zone());
  }

  /** A locale's way. */
  public static Formats of(Locale locale, Currency currency, ZoneId zone) {
    return new Formats(locale, currency, zone);
  }

  /** A phrase in this language. */
  public String say(Phrase phrase) {
    return phrase.in(locale);
  }

  /** The language of phrases, as BCP 47 names it. */
  public String language() {
    return Phrase.language(locale);
  }

  /** A number with its unit, as in a sentence: {@code $1,234.50}, {@code 12.3%}, {@code 45.0 h}. */
  public String full(Measure measure, Unit unit, int decimals) {
    return measure
        .number()
        .map(value -> full(value, unit, decimals))
        .orElse(say(Phrase.NOT_AVAILABLE));
  }

  /** A number with its unit. */
  public String full(BigDecimal value, Unit unit, int decimals) {
    String text = bare(value.abs(), unit, decimals);
    return sign(value, unit, decimals)
        + switch (unit.kind()) {
          case MONEY -> numbers.withSymbol(text);
          case PERCENT -> text + numbers.percent();
          case HOURS -> text + HARD_SPACE + say(Phrase.HOURS);
          case MEASURE -> text + HARD_SPACE + unit.symbol();
          case COUNT, SCORE, DECIMAL -> text;
        };
  }

  /** A number whose unit stands elsewhere, in a heading. */
  public String bare(Measure measure, Unit unit, int decimals) {
    return measure
        .number()
        .map(value -> bare(value, unit, decimals))
        .orElse(say(Phrase.NOT_AVAILABLE));
  }

  /** A number whose unit stands elsewhere. */
  public String bare(BigDecimal value, Unit unit, int decimals) {
    BigDecimal shown = shown(value, unit, decimals);
    return sign(value, unit, decimals) + numbers.digits(shown.abs());
  }

  /** The number that is written: a share times 100. */
  public static BigDecimal shown(BigDecimal value, Unit unit, int decimals) {
    BigDecimal rounded = unit.round(value, decimals);
    return unit.isPercent() ? rounded.movePointRight(2) : rounded;
  }

  /** A difference with its sign and unit; that of two percentages is in points. */
  public String difference(BigDecimal value, Unit unit, int decimals) {
    String plus = unit.round(value, decimals).signum() > 0 ? "+" : "";
    return unit.isPercent()
        ? plus + bare(value, unit, decimals) + HARD_SPACE + say(Phrase.POINTS)
        : plus + full(value, unit, decimals);
  }

  /** A relative change with its sign; {@link Phrase#NOT_AVAILABLE} against a zero. */
  public String share(Change change) {
    return change
        .share()
        .map(share -> (share.signum() > 0 ? "+" : "") + full(share, Unit.PERCENT, 1))
        .orElse(say(Phrase.NOT_AVAILABLE));
  }

  /** A number short enough for the axis of a chart: {@code $1.2M}. */
  public String brief(BigDecimal value, Unit unit) {
    BigDecimal size = value.abs();
    if (unit.isPercent() || size.compareTo(BigDecimal.valueOf(10_000)) < 0) {
      return full(value, unit, Math.min(unit.decimals(), Math.max(0, plainScale(value, unit))));
    }
    int power =
        size.precision() - size.scale() > 9 ? 9 : size.precision() - size.scale() > 6 ? 6 : 3;
    BigDecimal scaled =
        size.movePointLeft(power).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
    String text =
        numbers.digits(scaled.setScale(Math.max(0, scaled.scale()), RoundingMode.UNNECESSARY))
            + say(power == 9 ? Phrase.BILLION : power == 6 ? Phrase.MILLION : Phrase.THOUSAND);
    return (value.signum() < 0 ? MINUS : "") + (unit.isMoney() ? numbers.withSymbol(text) : text);
  }

  private static int plainScale(BigDecimal value, Unit unit) {
    int scale = value.stripTrailingZeros().scale();
    return unit.isPercent() ? scale - 2 : scale;
  }

  /** A whole number. */
  public String count(long value) {
    return full(BigDecimal.valueOf(value), Unit.COUNT, 0);
  }

  /** A cell as its column shows it; numbers without their unit. */
  public String cell(Column column, Cell cell) {
    if (cell instanceof Cell.Text text) {
      return text.text();
    } else if (cell instanceof Cell.Day day) {
      return day(day.date());
    } else if (cell instanceof Cell.Moment moment) {
      return moment(moment.instant());
    } else if (cell instanceof Measure measure) {
      return bare(measure, column.unit().orElse(Unit.DECIMAL), column.decimals());
    }
    return "";
  }

  /** A column's heading with the unit of its numbers. */
  public String heading(Column column) {
    return column
        .unit()
        .flatMap(this::unit)
        .map(unit -> column.title() + " (" + unit + ")")
        .orElse(column.title());
  }

  /** A unit as a heading names it; none for plain numbers. */
  public Optional<String> unit(Unit unit) {
    return switch (unit.kind()) {
      case MONEY -> Optional.of(currency.getCurrencyCode());
      case PERCENT -> Optional.of("%");
      case HOURS -> Optional.of(say(Phrase.HOURS));
      case MEASURE -> Optional.of(unit.symbol());
      case COUNT, SCORE, DECIMAL -> Optional.empty();
    };
  }

  /** A number format of a spreadsheet, with a real minus and, if wanted, the unit as here. */
  public String sheetFormat(Unit unit, int decimals, boolean withUnit) {
    String digits = "#,##0" + (decimals == 0 ? "" : "." + "0".repeat(decimals));
    String positive =
        switch (unit.kind()) {
          case PERCENT -> digits.replace("#,##", "") + "%";
          case MONEY -> withUnit ? numbers.sheetFormat(digits) : digits;
          case HOURS -> withUnit ? digits + "\" " + say(Phrase.HOURS) + "\"" : digits;
          case MEASURE -> withUnit ? digits + "\" " + unit.symbol() + "\"" : digits;
          case COUNT, SCORE, DECIMAL -> digits;
        };
    return positive + ";\"" + MINUS + "\"" + positive;
  }

  /**
   * Whether dates have names of months and days; digits alone where the font lacks the locale's
   * letters.
   */
  public boolean hasDatesInWords() {
    return dates.inWords();
  }

  /** A local date in digits. */
  public String day(LocalDate date) {
    return dates.day(date);
  }

  /** A date format of a spreadsheet that shows dates as {@link #day}. */
  public String sheetDayFormat() {
    return dates.dayPattern().toLowerCase(Locale.ROOT);
  }

  /** Day and month, for the axis of a chart. */
  public String dayOfMonth(LocalDate date) {
    return dates.dayOfMonth(date);
  }

  /** Month and year, for the axis of a chart. */
  public String month(LocalDate date) {
    return dates.shortMonth(date);
  }

  /** An instant in the organisation's zone, to the minute. */
  public String moment(Instant instant) {
    return dates.moment(instant);
  }

  /** Dates in words: {@code July 2026}, {@code 13–19 July 2026}. */
  public String span(DateSpan span) {
    return dates.span(span);
  }

  private static String sign(BigDecimal value, Unit unit, int decimals) {
    return unit.round(value, decimals).signum() < 0 ? MINUS : "";
  }
}
