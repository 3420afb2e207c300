package io.daybook.mart;

import static java.util.Objects.requireNonNull;

import io.daybook.schema.Schema;
import java.util.List;

/**
 * One mart, ready to be built.
 *
 * @param name its name within {@code marts}
 * @param description what a row is
 * @param grain columns that tell rows apart, the tenant first
 * @param schema its columns with unit and meaning
 * @param sql the query in the shared dialect; may hold the parameters {@code :release} and {@code
 *     :as_of_instant}
 * @param reads names of the datasets that the query reads, {@code facts.orders}
 * @param rules what must hold of every row
 * @param sums what must add up to the same as a fact
 * @param definition hash of everything that decides its content but the data
 */
public record MartModel(
    String name,
    String description,
    List<String> grain,
    Schema schema,
    String sql,
    List<String> reads,
    List<Rule> rules,
    List<Sum> sums,
    String definition) {
  /**
   * A condition on the columns of one row.
   *
   * @param name name of the check, unique within the mart
   * @param holds what must not be false; NULL passes
   */
  public record Rule(String name, String holds) {}

  /**
   * Per tenant, the sum of a column must equal an aggregate over a dataset, to the last digit.
   *
   * @param column column of the mart
   * @param equals aggregate over the dataset, {@code sum(total)}
   * @param over the dataset, {@code facts.orders}
   * @param where which of its rows count
   */
  public record Sum(String column, String equals, String over, String where) {}

  public MartModel {
    requireNonNull(name, "name is null");
    requireNonNull(description, "description is null");
    grain = List.copyOf(grain);
    requireNonNull(schema, "schema is null");
    requireNonNull(sql, "sql is null");
    reads = List.copyOf(reads);
    rules = List.copyOf(rules);
    sums = List.copyOf(sums);
    requireNonNull(definition, "definition is null");
  }

  /** Name with its layer: {@code marts.mv_daily_metrics}. */
  public String dataset() {
    return "marts." + name;
  }
}
