package io.daybook.report.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.report.chart.Typeface;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TestFormats {
  private static final Formats AUSTRALIA = formats("en-AU", "AUD", "Australia/Sydney");
  private static final Formats AMERICA = formats("en-US", "USD", "America/New_York");
  private static final Formats BRAZIL = formats("pt-BR", "BRL", "America/Sao_Paulo");
  private static final Formats INDIA = formats("en-IN", "INR", "Asia/Kolkata");
  private static final Formats GERMANY = formats("de-DE", "EUR", "Europe/Berlin");

  private static Formats formats(String locale, String currency, String zone) {
    return Formats.of(
        Locale.forLanguageTag(locale), Currency.getInstance(currency), ZoneId.of(zone));
  }

  private static String money(Formats formats, String value) {
    return formats.full(new BigDecimal(value), Unit.MONEY, 2);
  }

  @Test
  void writesMoneyAsTheLocaleDoes() {
    assertThat(money(AUSTRALIA, "1234567.5")).isEqualTo("$1,234,567.50");
    assertThat(money(AMERICA, "1234567.5")).isEqualTo("$1,234,567.50");
    assertThat(money(BRAZIL, "1234567.5")).isEqualTo("R$\u00A01.234.567,50");
    assertThat(money(INDIA, "1234567.5")).isEqualTo("₹12,34,567.50");
    assertThat(money(GERMANY, "1234567.5")).isEqualTo("1.234.567,50\u00A0€");
  }

  @Test
  void writesTheSymbolOfAMeasureBehindItsNumber() {
    Unit litres = Unit.parse("measure(l)").orElseThrow();
    assertThat(AUSTRALIA.full(new BigDecimal("-12.34"), litres, 1)).isEqualTo("\u221212.3\u00A0l");
    assertThat(BRAZIL.unit(litres)).contains("l");
    assertThat(AUSTRALIA.sheetFormat(litres, 1, true)).startsWith("#,##0.0\" l\";");
    assertThat(Unit.parse("measure()")).isEmpty();
    assertThat(Unit.parse("measure(\")")).isEmpty();
    assertThat(Unit.parse("litres")).isEmpty();
  }

  @Test
  void namesAForeignCurrency() {
    assertThat(money(formats("en-AU", "USD", "UTC"), "12")).isEqualTo("USD\u00A012.00");
    assertThat(money(formats("en-AU", "BRL", "UTC"), "12")).isEqualTo("BRL\u00A012.00");
  }

  @Test
  void writesNegativesWithARealMinusAndNeverANegativeZero() {
    assertThat(money(AUSTRALIA, "-1234.5")).isEqualTo("\u2212$1,234.50");
    assertThat(money(BRAZIL, "-0.004")).isEqualTo("R$\u00A00,00");
    assertThat(money(AUSTRALIA, "0")).isEqualTo("$0.00");
  }

  @Test
  void groupsAtEveryLength() {
    assertThat(AUSTRALIA.count(999)).isEqualTo("999");
    assertThat(AUSTRALIA.count(1000)).isEqualTo("1,000");
    assertThat(INDIA.count(1000)).isEqualTo("1,000");
    assertThat(INDIA.count(100_000)).isEqualTo("1,00,000");
    assertThat(INDIA.count(1_234_567_890L)).isEqualTo("1,23,45,67,890");
  }

  @Test
  void writesSharesAsPercent() {
    assertThat(AUSTRALIA.full(new BigDecimal("0.12345"), Unit.PERCENT, 1)).isEqualTo("12.3%");
    assertThat(GERMANY.full(new BigDecimal("0.12355"), Unit.PERCENT, 1)).isEqualTo("12,4\u00A0%");
    assertThat(AUSTRALIA.difference(new BigDecimal("0.021"), Unit.PERCENT, 1))
        .isEqualTo("+2.1\u00A0pp");
    assertThat(AUSTRALIA.difference(new BigDecimal("-20"), Unit.MONEY, 2))
        .isEqualTo("\u2212$20.00");
  }

  @Test
  void writesWhatIsUnavailableAsSuch() {
    Measure none = Measure.unavailable("the source keeps no such date");
    assertThat(AUSTRALIA.full(none, Unit.MONEY, 2)).isEqualTo("n/a");
    assertThat(BRAZIL.bare(none, Unit.COUNT, 0)).isEqualTo("n/d");
  }

  @Test
  void shortensForAnAxis() {
    assertThat(AUSTRALIA.brief(new BigDecimal("0"), Unit.MONEY)).isEqualTo("$0");
    assertThat(AUSTRALIA.brief(new BigDecimal("5000"), Unit.MONEY)).isEqualTo("$5,000");
    assertThat(AUSTRALIA.brief(new BigDecimal("20000"), Unit.MONEY)).isEqualTo("$20k");
    assertThat(AUSTRALIA.brief(new BigDecimal("1500000"), Unit.MONEY)).isEqualTo("$1.5M");
    assertThat(BRAZIL.brief(new BigDecimal("-1500000"), Unit.MONEY))
        .isEqualTo("\u2212R$\u00A01,5 mi");
    assertThat(AUSTRALIA.brief(new BigDecimal("0.25"), Unit.PERCENT)).isEqualTo("25%");
  }

  @Test
  void writesDatesAsTheLocaleDoes() {
    LocalDate day = LocalDate.of(2026, 7, 3);
    assertThat(AUSTRALIA.day(day)).isEqualTo("03/07/2026");
    assertThat(AMERICA.day(day)).isEqualTo("07/03/2026");
    assertThat(BRAZIL.day(day)).isEqualTo("03/07/2026");
    assertThat(GERMANY.day(day)).isEqualTo("03.07.2026");
    assertThat(AUSTRALIA.moment(Instant.parse("2026-07-02T16:05:59Z")))
        .isEqualTo("03/07/2026 02:05");
    assertThat(AMERICA.sheetDayFormat()).isEqualTo("mm/dd/yyyy");
  }

  @Test
  void saysThePeriodInWords() {
    assertThat(AUSTRALIA.span(span("2026-07-01", "2026-08-01"))).isEqualTo("July 2026");
    assertThat(BRAZIL.span(span("2026-07-01", "2026-08-01"))).isEqualTo("julho de 2026");
    assertThat(AUSTRALIA.span(span("2026-07-13", "2026-07-20"))).isEqualTo("13–19 July 2026");
    assertThat(AMERICA.span(span("2026-07-13", "2026-07-20"))).isEqualTo("July 13–19, 2026");
    assertThat(BRAZIL.span(span("2026-07-13", "2026-07-20"))).isEqualTo("13–19 de julho de 2026");
    assertThat(AUSTRALIA.span(span("2026-06-29", "2026-07-06"))).isEqualTo("29 June – 5 July 2026");
    assertThat(AMERICA.span(span("2026-06-29", "2026-07-06"))).isEqualTo("June 29 – July 5, 2026");
    assertThat(AUSTRALIA.span(span("2025-07-01", "2026-07-01")))
        .isEqualTo("1 July 2025 – 30 June 2026");
    assertThat(AUSTRALIA.span(span("2026-01-01", "2027-01-01"))).isEqualTo("2026");
    assertThat(AUSTRALIA.span(span("2026-07-03", "2026-07-04"))).isEqualTo("Friday, 3 July 2026");
  }

  private static DateSpan span(String from, String until) {
    return new DateSpan(LocalDate.parse(from), LocalDate.parse(until));
  }

  @Test
  void writesDatesInDigitsWhereTheFontLacksTheLocalesLetters() {
    Formats japan = formats("ja", "JPY", "Asia/Tokyo");
    LocalDate day = LocalDate.of(2026, 11, 28);
    assertThat(japan.hasDatesInWords()).isFalse();
    assertThat(japan.day(day)).isEqualTo("2026-11-28");
    assertThat(money(japan, "1200")).isEqualTo("JPY\u00A01,200.00");
    assertThat(japan.sheetDayFormat()).isEqualTo("yyyy-mm-dd");
    assertThat(japan.dayOfMonth(day)).isEqualTo("11-28");
    assertThat(japan.month(day)).isEqualTo("2026-11");
    assertThat(japan.span(new DateSpan(day, day.plusDays(1)))).isEqualTo("2026-11-28");
    assertThat(japan.span(new DateSpan(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 1))))
        .isEqualTo("2026-11-01 – 2026-11-30");
    assertThat(GERMANY.hasDatesInWords()).isTrue();
    assertThat(formats("el", "EUR", "Europe/Athens").hasDatesInWords()).isTrue();
  }

  /** Every locale's, so that a font with other letters is found out. */
  @Test
  void theFontHasAllLettersOfTheDatesOfEveryLocale() {
    Set<String> lacking = new TreeSet<>();
    Set<String> languages = new TreeSet<>();
    for (Locale locale : Locale.getAvailableLocales()) {
      if (locale.getLanguage().isEmpty() || !languages.add(locale.getLanguage())) {
        continue;
      }
      Formats formats = Formats.of(locale, Currency.getInstance("AUD"), ZoneId.of("UTC"));
      for (int month = 1; month <= 12; month++) {
        LocalDate day = LocalDate.of(2026, month, 8 + month);
        String written =
            String.join(
                " ",
                formats.day(day),
                formats.dayOfMonth(day),
                formats.month(day),
                formats.span(new DateSpan(day, day.plusDays(1))),
                formats.span(new DateSpan(day, day.plusDays(3))),
                formats.span(new DateSpan(day, day.plusDays(60))));
        if (!Typeface.REGULAR.printable(written).equals(written)) {
          lacking.add(locale.getLanguage() + ": " + Typeface.REGULAR.printable(written));
        }
      }
    }
    assertThat(languages).hasSizeGreaterThan(100);
    assertThat(lacking).isEmpty();
  }
}
