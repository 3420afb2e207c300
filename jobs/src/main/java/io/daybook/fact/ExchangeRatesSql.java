package io.daybook.fact;

import io.daybook.digest.Sha256;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.schema.Unit;
import io.daybook.source.ExchangeRates;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.TenantRule;
import io.daybook.sql.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the query of the dataset {@code facts.exchange_rates}: for two currencies what one of the
 * first costs in the second, as half-open ranges of days. The last rate at or before a day counts,
 * as long as it is not older than the source says; before the first and after that there is none,
 * and nothing is turned around or put together from others. A day of which rows say several things,
 * or nothing above 0, has NULL until the next.
 *
 * <p>Ranges are also cut at the turn of every year, and {@code rate_year} names the piece, so that
 * a join finds the few ranges of a day's year by equality.
 */
public final class ExchangeRatesSql {
  /** Name of the dataset within {@code facts}. */
  public static final String NAME = "exchange_rates";

  static final DataType RATE =
      DataType.decimal(ExchangeRates.WHOLE_DIGITS + ExchangeRates.SCALE, ExchangeRates.SCALE);

  /** The fewest days of a year. */
  private static final int YEAR = 365;

  private final SourceModel model;
  private final ExchangeRates rates;

  private ExchangeRatesSql(SourceModel model, ExchangeRates rates) {
    this.model = model;
    this.rates = rates;
  }

  /** The dataset of a source that declares rates. */
  static Optional<FactModel> of(SourceModel model) {
    return model.rates().map(rates -> new ExchangeRatesSql(model, rates).fact());
  }

  /**
   * What rows of a table that are not deleted say of two currencies and a day, to be looked at:
   * {@code says_one} is true where that is one rate that can be used.
   */
  public static String said(SourceModel model, ExchangeRates.OfTable rates) {
    SourceTable table = model.table(rates.table()).orElseThrow();
    String rate = Quoted.column(FactSql.BASE, rates.rate());
    return """
    select
            %1$s as from_currency,
            %2$s as to_currency,
            %3$s as valid_from,
            coalesce(%1$s <> %2$s, false) and %3$s is not null
                and %8$s and %9$s
                and count(*) = count(%4$s)
                and min(%4$s) = max(%4$s)
                and min(%4$s) > 0
                and min(%4$s) < %5$s as says_one,
            min(%4$s) as rate
        from %6$s as base
        where %7$s
        group by %1$s, %2$s, %3$s"""
        .formatted(
            Quoted.column(FactSql.BASE, rates.from()),
            Quoted.column(FactSql.BASE, rates.to()),
            Quoted.column(FactSql.BASE, rates.validFrom()),
            rate,
            "1" + "0".repeat(ExchangeRates.WHOLE_DIGITS),
            TenantColumns.raw(table),
            table
                .deletedColumn()
                .map(deleted -> Quoted.column(FactSql.BASE, deleted) + " is null")
                .orElse("true"),
            isCode(Quoted.column(FactSql.BASE, rates.from())),
            isCode(Quoted.column(FactSql.BASE, rates.to())));
  }

  /** Amounts say their currency by its code, and no other text is found. */
  private static String isCode(String text) {
    return "regexp_replace(" + text + ", '^[A-Z]{3}$', '') = ''";
  }

  private FactModel fact() {
    SelectList select = new SelectList();
    select.add(
        model.tenants().column(), DataType.TEXT, false, "nobody's, or the only tenant", tenant());
    select.add("from_currency", DataType.TEXT, false, "of this, one", "ranges.from_currency");
    select.add("to_currency", DataType.TEXT, false, "costs so much in this", "ranges.to_currency");
    select.add(
        "valid_from", DataType.DATE, false, "day from which the rate counts", "ranges.valid_from");
    select.add(
        "from_date",
        DataType.DATE,
        false,
        "first day of the range",
        "greatest(ranges.valid_from, make_date(ranges.year, 1, 1))");
    select.add(
        "to_date",
        DataType.DATE,
        false,
        "first day after the range",
        "least(ranges.next_from, make_date(ranges.year + 1, 1, 1))");
    select.add("rate_year", DataType.INTEGER, false, "year of the range", "ranges.year");
    select.add("rate", RATE, true, "the rate; NULL where it is not said, or twice", "ranges.rate");
    String sql =
        WITH.formatted(said(), rates.maxAgeDays() + 1, RATE, turns())
            + "select\n    "
            + select.text()
            + FROM;
    List<String> grain =
        List.of(model.tenants().column(), "from_currency", "to_currency", "from_date");
    String description = "One row per two currencies and range of days with one rate";
    Schema schema = measured(select.schema());
    return new FactModel(
        NAME,
        description,
        Optional.empty(),
        grain,
        schema,
        List.of(),
        List.of(),
        List.of(reads()),
        sql,
        Sha256.ofParts(NAME, description, grain, schema, sql));
  }

  private static Schema measured(Schema schema) {
    return new Schema(schema.columns().stream().map(ExchangeRatesSql::measured).toList());
  }

  private static Column measured(Column column) {
    return column.name().equals("rate")
        ? column.in(Unit.rate("from_currency", "to_currency"))
        : column;
  }

  private String tenant() {
    return Quoted.text(model.tenants().only().map(TenantRule.Only::id).orElse(FactModel.GLOBAL));
  }

  /** How many turns of a year a range may hold, and none, as rows. */
  private String turns() {
    int most = (rates.maxAgeDays() + YEAR - 1) / YEAR;
    return IntStream.rangeClosed(0, most)
        .mapToObj("(%d)"::formatted)
        .collect(Collectors.joining(", "));
  }

  private String said() {
    return rates instanceof ExchangeRates.OfTable table ? said(model, table) : WRITTEN;
  }

  private String reads() {
    return rates instanceof ExchangeRates.OfTable table
        ? "raw." + table.table()
        : "facts." + WrittenRates.NAME;
  }

  private static final String WRITTEN =
      """
      select
              from_currency,
              to_currency,
              valid_from,
              true as says_one,
              rate
          from facts.written_rates""";

  private static final String WITH =
      """
      with
      said as (
          %s
      ),

      lasting as (
          select
              from_currency,
              to_currency,
              valid_from,
              least(
                  coalesce(
                      lead(valid_from) over (
                          partition by from_currency, to_currency order by valid_from
                      ),
                      make_date(2100, 1, 1)
                  ),
                  valid_from + %s
              ) as next_from,
              case when says_one then cast(rate as %s) end as rate
          from said
          where from_currency is not null
              and to_currency is not null
              and valid_from < make_date(2100, 1, 1)
      ),

      turns as (
          select n
          from (values %s) as turns (n)
      ),

      ranges as (
          select
              lasting.from_currency,
              lasting.to_currency,
              lasting.valid_from,
              lasting.next_from,
              lasting.rate,
              extract(year from lasting.valid_from) + turns.n as year
          from lasting
          cross join turns
      )

      """;

  private static final String FROM =
      """

      from ranges
      where make_date(ranges.year, 1, 1) < ranges.next_from
      """;
}
