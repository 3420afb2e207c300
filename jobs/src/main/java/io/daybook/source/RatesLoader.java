package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.schema.DataType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code exchange_rates:} of source.yml; whatever is wrong becomes a problem. */
final class RatesLoader {
  static final String KEY = "exchange_rates";

  private static final String TABLE = "table";
  private static final String CSV = "csv";
  private static final String MAX_AGE = "max_age_days";
  private static final Set<DataType.Kind> EXACT =
      Set.of(DataType.Kind.DECIMAL, DataType.Kind.INTEGER, DataType.Kind.BIGINT);

  private final YamlMap rates;
  private final Map<String, SourceTable> tables;

  private RatesLoader(YamlMap rates, Map<String, SourceTable> tables) {
    this.rates = rates;
    this.tables = tables;
  }

  /**
   * The rates that a source declares.
   *
   * @param file all of {@code source.yml}
   * @param directory the folder of the source
   */
  static Optional<ExchangeRates> load(
      YamlMap file, Path directory, Map<String, SourceTable> tables, Problems problems) {
    if (!file.has(KEY)) {
      return Optional.empty();
    }
    RatesLoader loader = new RatesLoader(file.map(KEY), tables);
    if (loader.rates.has(CSV)) {
      return loader.ofFile(directory, problems);
    }
    if (loader.rates.has(TABLE)) {
      return loader.ofTable();
    }
    file.problem(
        KEY,
        "do not say where they are; write csv: and the name of a file beside source.yml, or table:"
            + " and its columns from, to, valid_from and rate");
    return Optional.empty();
  }

  /** Nobody else knows how often rates come; one that never ends is wrong in the end. */
  private int maxAgeDays() {
    if (!rates.has(MAX_AGE)) {
      rates.problem(
          MAX_AGE,
          "is missing; say how many days after its own a rate still counts, as in max_age_days: 31"
              + " where one comes each month");
      return 1;
    }
    Optional<Integer> days = rates.integer(MAX_AGE);
    if (days.filter(each -> each < 1 || each > ExchangeRates.MOST_DAYS).isPresent()) {
      rates.problem(
          MAX_AGE,
          "must be from 1 to %d days, not %d".formatted(ExchangeRates.MOST_DAYS, days.get()));
    }
    return days.orElse(1);
  }

  private Optional<ExchangeRates> ofFile(Path directory, Problems problems) {
    rates.only(CSV, MAX_AGE);
    String name = rates.text(CSV);
    Path folder = directory.normalize();
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder) || file.equals(folder)) {
      rates.problem(CSV, name + " is not in the folder of the source; copy it to " + directory);
      return Optional.empty();
    }
    return new RatesFile(file, problems).read(name, maxAgeDays());
  }

  private Optional<ExchangeRates> ofTable() {
    rates.only(TABLE, "from", "to", "valid_from", "rate", MAX_AGE);
    String name = rates.text(TABLE);
    SourceTable table = tables.get(name);
    if (table == null) {
      if (!name.isEmpty()) {
        rates.problem(
            TABLE, "there is no table " + name + Problems.didYouMean(name, tables.keySet()));
      }
      return Optional.empty();
    }
    if (!(table.tenancy() instanceof Tenancy.Global || table.tenancy() instanceof Tenancy.Only)) {
      rates.problem(
          TABLE,
          name
              + " has rows of each tenant; rates are everybody's: say tenant: global of it, or"
              + " write csv: and a file");
    }
    String from = column(table, "from");
    String to = column(table, "to");
    String validFrom = column(table, "valid_from");
    String rate = column(table, "rate");
    texts(table, from, to);
    type(table, validFrom)
        .filter(type -> !type.equals(DataType.DATE))
        .ifPresent(type -> rates.problem("valid_from", validFrom + " is " + type + ", not a date"));
    type(table, rate)
        .filter(type -> !EXACT.contains(type.kind()) || type.scale() > ExchangeRates.SCALE)
        .ifPresent(
            type ->
                rates.problem(
                    "rate",
                    "%s is %s; a rate is an exact number of at most %d digits after the point"
                        .formatted(rate, type, ExchangeRates.SCALE)));
    return Optional.of(new ExchangeRates.OfTable(name, from, to, validFrom, rate, maxAgeDays()));
  }

  private void texts(SourceTable table, String from, String to) {
    for (String column : List.of(from, to)) {
      type(table, column)
          .filter(type -> !type.equals(DataType.TEXT))
          .ifPresent(
              type ->
                  rates.problem(
                      column.equals(from) ? "from" : "to",
                      column + " is " + type + ", not the text of a currency's code"));
    }
  }

  private static Optional<DataType> type(SourceTable table, String column) {
    return table.column(column).map(SourceColumn::type);
  }

  private String column(SourceTable table, String key) {
    String column = rates.text(key);
    if (!column.isEmpty() && table.column(column).isEmpty()) {
      rates.problem(
          key,
          "%s has no column %s%s"
              .formatted(
                  table.name(), column, Problems.didYouMean(column, table.rawSchema().names())));
    }
    return column;
  }
}
