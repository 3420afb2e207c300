package io.daybook.mart;

import static java.util.Objects.requireNonNull;

import io.daybook.schema.Schema;
import io.daybook.sql.Quoted;
import io.daybook.warehouse.Dataset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
 * @param recordedPer columns of the grain whose values are written once and never again, because
 *     the source forgets what they were made of; empty for a mart that is built anew each time
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
    List<String> recordedPer,
    String definition) {
  /** Names that no recorded mart can have: Daybook itself records as these, or did. */
  public static final Set<String> TAKEN =
      Set.of(
          "checks",
          "checked_datasets",
          "relation_counts",
          "scores",
          "quarantine",
          "unparsed",
          "source_findings",
          "quality_checks",
          "quality_scores");

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
   * @param over a fact, {@code facts.orders}, or a mart that this one reads
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
    recordedPer = List.copyOf(recordedPer);
    requireNonNull(definition, "definition is null");
  }

  /** Whether its rows are written once and never again. */
  public boolean isRecorded() {
    return !recordedPer.isEmpty();
  }

  /** Where it lands. */
  public Dataset.Layer layer() {
    return isRecorded() ? Dataset.Layer.RECORDED : Dataset.Layer.MART;
  }

  /** Name with its layer: {@code marts.mv_daily_metrics}, {@code recorded.mv_daily_state}. */
  public String dataset() {
    return dataset(name, isRecorded());
  }

  static String dataset(String name, boolean isRecorded) {
    Dataset.Layer layer = isRecorded ? Dataset.Layer.RECORDED : Dataset.Layer.MART;
    return layer.schema() + "." + name;
  }

  /**
   * The rows of {@link #sql} that a recorded mart does not have yet: the first writer wins. The
   * mart's own dataset must be registered with what there is.
   */
  public String unrecorded() {
    String same =
        recordedPer.stream()
            .map(column -> "kept.%1$s = computed.%1$s".formatted(Quoted.name(column)))
            .collect(Collectors.joining(" and "));
    return """
        select %s
        from (
        %s
        ) as computed
        where not exists (select 1 from %s as kept where %s)
        """
        .formatted(
            schema.names().stream()
                .map(column -> Quoted.column("computed", column))
                .collect(Collectors.joining(", ")),
            sql.strip(),
            Dataset.quoted(dataset()),
            same);
  }
}
