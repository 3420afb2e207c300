package io.daybook.source;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Where the rates come from by which a source's amounts are shown in another currency. */
public sealed interface ExchangeRates {
  /** Digits after the point that a rate may have. */
  int SCALE = 12;

  /**
   * Rates are less than ten to this power. With 19 digits in all, the product with an amount of at
   * most 18 is exact in 38 in every engine; with fewer, DuckDB would multiply in 18.
   */
  int WHOLE_DIGITS = 7;

  /** Days after which no rate counts, whatever a source says: ten years. */
  int MOST_DAYS = 3660;

  /** A rate counts on its day and on so many days after it, or until the next one of its pair. */
  int maxAgeDays();

  /**
   * A table of the source, a row a rate.
   *
   * @param table its name; it belongs to no tenant, or to the only one
   * @param from column with the currency of which one
   * @param to column with the currency in which that one costs
   * @param validFrom column with the first day on which it does
   * @param rate column with how much it costs
   * @param maxAgeDays see {@link ExchangeRates#maxAgeDays}
   */
  record OfTable(
      String table, String from, String to, String validFrom, String rate, int maxAgeDays)
      implements ExchangeRates {
    public OfTable {
      requireNonNull(table, "table is null");
      requireNonNull(from, "from is null");
      requireNonNull(to, "to is null");
      requireNonNull(validFrom, "validFrom is null");
      requireNonNull(rate, "rate is null");
    }
  }

  /**
   * A file of the operator beside {@code source.yml}.
   *
   * @param file its name
   * @param rates its lines, each of another day or other currencies
   * @param hash SHA-256 of the file, in hexadecimal
   * @param maxAgeDays see {@link ExchangeRates#maxAgeDays}
   */
  record OfFile(String file, List<Rate> rates, String hash, int maxAgeDays)
      implements ExchangeRates {
    public OfFile {
      requireNonNull(file, "file is null");
      rates = List.copyOf(rates);
      requireNonNull(hash, "hash is null");
    }
  }

  /** From a day on, one of a currency costs so much in another. */
  record Rate(String from, String to, LocalDate validFrom, BigDecimal rate) {
    public Rate {
      requireNonNull(from, "from is null");
      requireNonNull(to, "to is null");
      requireNonNull(validFrom, "validFrom is null");
      requireNonNull(rate, "rate is null");
    }
  }
}
