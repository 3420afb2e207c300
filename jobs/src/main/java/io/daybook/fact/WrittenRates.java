package io.daybook.fact;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.schema.Unit;
import io.daybook.source.ExchangeRates;
import java.util.List;

/**
 * The dataset {@code facts.written_rates}: the lines of an operator's file, from which {@link
 * ExchangeRatesSql} makes ranges.
 */
final class WrittenRates {
  static final String NAME = "written_rates";

  private WrittenRates() {}

  static Generated of(ExchangeRates.OfFile file) {
    return new Generated(
        NAME,
        "One row per line of " + file.file(),
        List.of("from_currency", "to_currency", "valid_from"),
        schema(),
        file.hash(),
        () -> rows(file.rates()));
  }

  private static Schema schema() {
    return Schema.of(
        new Column("from_currency", DataType.TEXT, false, "of this, one"),
        new Column("to_currency", DataType.TEXT, false, "costs so much in this"),
        new Column("valid_from", DataType.DATE, false, "day from which the rate counts"),
        new Column("rate", ExchangeRatesSql.RATE, false, "as it is written")
            .in(Unit.rate("from_currency", "to_currency")));
  }

  private static List<List<Object>> rows(List<ExchangeRates.Rate> rates) {
    return rates.stream()
        .map(each -> List.<Object>of(each.from(), each.to(), each.validFrom(), each.rate()))
        .toList();
  }
}
