package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.definition.Renoz;
import io.daybook.definition.SourceDefinition;
import io.daybook.engine.SharedSpark;
import io.daybook.source.ExchangeRates;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Amounts in the currency of their tenant, beside the amounts as they are. */
class TestExchangeRates {
  private static final String RATES =
      """
      exchange_rates:
        table: fx
        from: base
        to: quote
        valid_from: day
        rate: mid
        max_age_days: 365
      """;

  private static final String COLUMNS =
      """
      description: What each sold
      grain: [organization_id, currency]
      columns:
        - {name: organization_id, type: text, meaning: tenant}
        - {name: currency, type: text, meaning: of the sales, nullable: true}
        - {name: org_currency, type: text, unit: code(tenant), meaning: of the tenant}
        - {name: total, type: 'decimal(18,2)', unit: money(currency), meaning: sold}
        - name: converted
          type: decimal(20,4)
          unit: money(tenant)
          meaning: the same in the tenant's currency
          nullable: true
        - {name: unconverted, type: integer, meaning: sales without a rate}
      """;

  @TempDir Path directory;

  /** The query of the documentation. */
  private static String converted() {
    try {
      String page = Files.readString(Renoz.SQL.resolveSibling("jobs/docs/sources.md"));
      String section = page.substring(page.indexOf("## Exchange rates"));
      return section.substring(section.indexOf("```sql") + 6).split("```", 2)[0].strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Three tenants: one counts in euros, one in yen, one in dinars. */
  private OwnSource shop() throws SQLException {
    OwnSource source =
        OwnSource.draft(
            directory,
            "create table organizations (id text primary key, zone text, currency text not null)",
            """
            create table sales (
                id int primary key, organization_id text not null references organizations, currency text,
                sold_on date not null, total numeric(12,2) not null)
            """,
            """
            create table fx (
                id int primary key, base char(3), quote char(3), day date, mid numeric(16,8),
                deleted_at timestamptz)
            """,
            "insert into organizations values ('e', 'UTC', 'EUR'), ('j', 'UTC', 'JPY'), ('k', 'UTC', 'KWD')",
            """
            insert into sales values
                (1, 'e', 'EUR', '2026-03-01', 10.00),
                (2, 'e', 'USD', '2026-02-28', 100.00),
                (3, 'e', 'USD', '2026-03-01', 100.00),
                (4, 'e', 'USD', '2026-03-31', 0.01),
                (5, 'e', 'USD', '2027-04-01', 100.00),
                (14, 'e', 'USD', '2027-04-02', 100.00),
                (6, 'e', 'GBP', '2026-03-01', 7.00),
                (7, 'e', 'CHF', '2026-03-01', 5.00),
                (8, 'e', 'CHF', '2026-05-01', 5.00),
                (9, 'j', 'USD', '2026-03-01', 0.50),
                (10, 'j', 'USD', '2026-03-02', 0.50),
                (13, 'j', 'USD', '2026-03-02', 1234567890.12),
                (11, 'k', 'USD', '2026-03-01', 1.00),
                (12, 'k', null, '2026-03-01', 3.00)
            """,
            """
            insert into fx values
                (1, 'USD', 'EUR', '2026-03-01', 0.90000000),
                (2, 'USD', 'EUR', '2026-04-01', 0.80000000),
                (3, 'EUR', 'GBP', '2026-01-01', 0.87000000),
                (4, 'CHF', 'EUR', '2026-01-01', 1.00000000),
                (5, 'CHF', 'EUR', '2026-02-01', 1.05000000),
                (6, 'CHF', 'EUR', '2026-02-01', 1.06000000),
                (7, 'CHF', 'EUR', '2026-04-01', 1.10000000),
                (8, 'USD', 'JPY', '2026-01-01', 151.00000000),
                (9, 'USD', 'KWD', '2026-01-01', 0.30750000),
                (10, 'USD', 'KWD', null, 0.30000000),
                (11, 'XXX', 'EUR', '2026-01-01', 0),
                (12, 'EUR', 'EUR', '2026-01-01', 2),
                (14, 'Usd', 'EUR', '2026-01-01', 0.9),
                (15, 'SEK', 'EUR', current_date - 367, 0.09),
                (16, 'NOK', 'EUR', current_date - 364, 0.08)
            """,
            "insert into fx values (13, 'USD', 'EUR', '2026-03-01', 9.00000000, now())");
    source.write(
        "facts/tenants.yml",
        """
        description: One row per tenant
        base: organizations
        columns: [currency]
        units: {code(tenant): [currency]}
        """);
    source.write(
        "facts/sales.yml",
        """
        description: One row per sale
        base: sales
        columns: [id as sale_id, currency, sold_on, total]
        units: {money(currency): [total]}
        """);
    return source.write("marts/converted.sql", converted()).write("marts/converted.yml", COLUMNS);
  }

  /**
   * Of the euros: 0.01 dollars at 0.90 are 0.009, two of 100 are 90 and, 365 days after the last
   * rate, 80; the one before the first rate has none, nor has one of the day after; francs of March
   * are said twice, those of May once; nobody prices pounds in euros, though euros in pounds. Of
   * the yen: 75.5, 75.5 and 186419751408.12.
   */
  private static final List<List<Object>> WORKED =
      List.of(
          row("e", "CHF", "EUR", "10.00", "5.5000", 1),
          row("e", "EUR", "EUR", "10.00", "10.0000", 0),
          row("e", "GBP", "EUR", "7.00", null, 1),
          row("e", "USD", "EUR", "400.01", "170.0100", 2),
          row("j", "USD", "JPY", "1234567891.12", "186419751559.0000", 0),
          row("k", "USD", "KWD", "1.00", "0.3080", 0),
          row("k", null, "KWD", "3.00", null, 1));

  private static List<Object> row(
      String org, String currency, String own, String total, String converted, int unconverted) {
    return Arrays.asList(
        org,
        currency,
        own,
        new BigDecimal(total),
        converted == null ? null : new BigDecimal(converted),
        unconverted);
  }

  private Manifest requireWorked(OwnSource source, String engine) throws SQLException {
    Manifest release = source.run(engine);
    assertThat(source.query(release, "select * from marts.converted order by 1, 2 nulls last"))
        .containsExactlyElementsOf(WORKED);
    return release;
  }

  private OwnSource ofTable() throws SQLException {
    OwnSource source = shop();
    source.replace("source.yml", "tables:\n", RATES + "tables:\n");
    return source;
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void standBesideThoseThatAreConvertedOnSpark() throws SQLException {
    SharedSpark.hold();
    requireWorked(ofTable(), "spark");
  }

  @Test
  void standBesideThoseThatAreConverted() throws SQLException {
    OwnSource source = ofTable();
    Manifest release = requireWorked(source, "duckdb");

    assertThat(release.checks())
        .filteredOn(check -> check.check().equals("facts.exchange_rates.unclear"))
        .as("no day, a rate of 0, two of one day, euros in euros, no code; nothing is stopped")
        .containsExactly(new CheckOutcome("facts.exchange_rates.unclear", false, 5));
    assertThat(
            source.query(
                release,
                "select sample_keys from recorded.checks"
                    + " where check_name = 'facts.exchange_rates.stale'"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.get(0).toString())
                    .contains("from_currency=SEK")
                    .doesNotContain("NOK"));
    assertThat(release.checks())
        .as("no rate has a tenant")
        .noneMatch(check -> check.check().equals("facts.exchange_rates.unassigned"))
        .anyMatch(check -> check.check().equals("facts.sales.unassigned"));
    assertThat(
            source.query(
                release,
                """
                select
                    organization_id,
                    cast(valid_from as varchar),
                    cast(min(from_date) as varchar),
                    cast(max(to_date) as varchar),
                    rate
                from facts.exchange_rates
                where from_currency = 'CHF'
                group by all
                order by 2
                """))
        .containsExactly(
            Arrays.asList(
                "(global)", "2026-01-01", "2026-01-01", "2026-02-01", rate("1.000000000000")),
            Arrays.asList("(global)", "2026-02-01", "2026-02-01", "2026-04-01", null),
            Arrays.asList(
                "(global)", "2026-04-01", "2026-04-01", "2027-04-02", rate("1.100000000000")));
  }

  private static BigDecimal rate(String text) {
    return new BigDecimal(text);
  }

  /** As spreadsheets write it; the lines come as they are. */
  @Test
  void comeFromAFileAsWell() throws SQLException {
    OwnSource source = shop();
    source.replace(
        "source.yml",
        "tables:\n",
        "exchange_rates: {csv: rates/daily.csv, max_age_days: 31}\ntables:\n");
    source.write(
        "rates/daily.csv",
        """
        \uFEFFfrom,to,valid_from,rate
        USD,EUR,2026-04-01,0.8

        CHF, EUR, 2026-03-01, 1.1
        """
            .replace("\n", "\r\n"));

    ExchangeRates.OfFile file = (ExchangeRates.OfFile) source.model().rates().orElseThrow();
    assertThat(file.rates())
        .containsExactly(
            new ExchangeRates.Rate("USD", "EUR", LocalDate.of(2026, 4, 1), rate("0.8")),
            new ExchangeRates.Rate("CHF", "EUR", LocalDate.of(2026, 3, 1), rate("1.1")));
    assertThat(SourceDefinition.load(source.sql(), source.name()).facts())
        .filteredOn(fact -> fact.name().equals("exchange_rates"))
        .singleElement()
        .satisfies(fact -> assertThat(fact.reads()).containsExactly("facts.written_rates"));
  }

  @Test
  void namesEachLineOfAFileThatIsWrong() throws SQLException {
    OwnSource source = shop();
    source.replace(
        "source.yml", "tables:\n", "exchange_rates: {csv: rates.csv, max_age_days: 31}\ntables:\n");
    source.write(
        "rates.csv",
        """
        from,to,valid_from,rate
        USD,EUR,2026-03-01,0.9
        usd,EUR,2026-03-01,0.9
        USD,€,2026-03-01,0.9
        USD,EUR,01.03.2026,0.9
        USD,EUR,2026-02-30,0.9
        USD,EUR,2026-03-02,0,9
        USD,EUR,2026-03-02,-0.9
        USD,EUR,2026-03-02,0.000
        USD,EUR,2026-03-02,9e-1
        EUR,EUR,2026-03-02,1
        USD,EUR,2026-03-01,0.91
        USD,EUR,2206-03-01,0.9
        """);

    String lines =
        ".*rates.csv:3 from: usd .*write three capitals, as in EUR.*"
            + "rates.csv:4 to: € .*"
            + "rates.csv:5 valid_from: 01.03.2026 is no day; write it as 2026-12-31.*"
            + "rates.csv:6 valid_from: 2026-02-30 .*"
            + "rates.csv:7 has 5 values; write from,to,valid_from,rate.*"
            + "rates.csv:8 rate: -0.9 .*"
            + "rates.csv:9 rate: 0.000 .*"
            + "rates.csv:10 rate: 9e-1 is no rate; write it as 1.0825.*"
            + "rates.csv:11 to: EUR is worth itself.*"
            + "rates.csv:12 says USD to EUR of 2026-03-01 again, after line 2.*"
            + "rates.csv:13 valid_from: no rate counts after 2099-12-31, 2206-03-01 is later.*";
    assertThatThrownBy(source::model)
        .hasMessageContaining("DEF-INVALID")
        .hasMessageMatching("(?s)" + lines.replace(".*", "(?s:.*)"));
    source.write("rates.csv", "from;to;valid_from;rate\nUSD;EUR;2026-03-01;0,9\n");
    assertThatThrownBy(source::model)
        .hasMessageContaining("its first line is from,to,valid_from,rate");
    source.write("rates.csv", "from,to,valid_from,rate\n");
    assertThatThrownBy(source::model).hasMessageContaining("rates.csv:2 has no rate; write one");
    source.replace("source.yml", "csv: rates.csv", "csv: ../rates.csv");
    assertThatThrownBy(source::model).hasMessageContaining("is not in the folder of the source");
  }

  @Test
  void refusesATableThatCannotSayRates() throws SQLException {
    OwnSource source = shop();
    source.replace(
        "source.yml",
        "tables:\n",
        """
        exchange_rates: {table: sales, from: id, to: currenci, valid_from: total, rate: sold_on}
        tables:
        """);

    assertThatThrownBy(source::model)
        .hasMessageContaining("exchange_rates.table: sales has rows of each tenant")
        .hasMessageContaining("exchange_rates.from: id is integer, not the text")
        .hasMessageContaining(
            "exchange_rates.to: sales has no column currenci, did you mean currency?")
        .hasMessageContaining("exchange_rates.valid_from: total is decimal(12,2), not a date")
        .hasMessageContaining("exchange_rates.rate: sold_on is date; a rate is an exact number")
        .hasMessageContaining("exchange_rates.max_age_days: is missing; say how many days after");
    source.replace("source.yml", "exchange_rates: {table: sales, ", "exchange_rates: {");
    assertThatThrownBy(source::model)
        .hasMessageContaining("exchange_rates: do not say where they are; write csv: and the name");
    source.replace(
        "source.yml", "exchange_rates: {", "exchange_rates: {max_age_days: 0, table: fx, ");
    assertThatThrownBy(source::model)
        .hasMessageContaining("exchange_rates.max_age_days: must be from 1 to 3660 days, not 0");
  }

  /** Rates that last for years have a piece in each of them. */
  @Test
  void lastAsLongAsTheSourceSays() throws SQLException {
    OwnSource source = ofTable();
    source.replace("source.yml", "max_age_days: 365", "max_age_days: 800");
    Manifest release = source.run("duckdb");
    assertThat(
            source.query(
                release,
                """
                select rate_year, cast(from_date as varchar), cast(to_date as varchar)
                from facts.exchange_rates
                where from_currency = 'USD' and to_currency = 'JPY'
                order by 1
                """))
        .containsExactly(
            List.of(2026, "2026-01-01", "2027-01-01"),
            List.of(2027, "2027-01-01", "2028-01-01"),
            List.of(2028, "2028-01-01", "2028-03-12"));
  }

  /** By the rates of another currency, into another one, or by none that is looked up. */
  @Test
  void refusesAConversionThatIsNone() throws SQLException {
    OwnSource source = ofTable();
    source.write(
        "marts/converted.sql",
        converted().replace("rates.from_currency = sales.currency", "rates.from_currency = 'USD'"));
    assertThatThrownBy(() -> SourceDefinition.load(source.sql(), source.name()))
        .hasMessageContaining("multiplies money in the currency that facts.sales.currency says");
    source.write(
        "marts/converted.sql",
        converted().replace("rates.to_currency = orgs.currency", "rates.to_currency = 'USD'"));
    assertThatThrownBy(() -> SourceDefinition.load(source.sql(), source.name()))
        .hasMessageContaining("chooses between money in the tenant's currency and money in USD");
    source.replace("source.yml", RATES, "");
    assertThatThrownBy(() -> SourceDefinition.load(source.sql(), source.name()))
        .hasMessageContaining("there is no dataset facts.exchange_rates");
  }
}
