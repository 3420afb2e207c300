package io.daybook.report.custom.definition;

import static java.util.Objects.requireNonNull;

import io.daybook.report.layout.Chart;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.Subject;
import io.daybook.report.metric.TimeStep;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a custom report asks for; all that it names is of the catalogue. Without metrics and
 * dimensions it is a list of rows of its source. Otherwise it is one row for each combination of
 * its dimensions, and its columns are added up.
 *
 * @param title of the report, if it says one
 * @param source of the columns
 * @param metrics in the order of the report
 * @param columns of the source
 * @param axes what it is split by
 * @param filter condition of all rows
 * @param period days that it covers; none where nothing goes by days
 * @param sort in the order of weight
 * @param limit rows at most
 * @param totals whether the whole stands below the rows
 * @param pivot the one of the axes whose values become columns
 */
public record Definition(
    Optional<String> title,
    Optional<Subject> source,
    List<Metric> metrics,
    List<Subject.Field> columns,
    List<Axis> axes,
    Optional<Filter> filter,
    Optional<Period> period,
    Comparison comparison,
    List<SortKey> sort,
    int limit,
    boolean totals,
    Optional<Axis> pivot,
    Optional<ChartAsked> chart) {
  /** Rows that a report can have. */
  public static final int MOST_ROWS = 100_000;

  /** Rows of a report that says nothing. */
  public static final int USUAL_ROWS = 10_000;

  public Definition {
    requireNonNull(title, "title is null");
    requireNonNull(source, "source is null");
    metrics = List.copyOf(metrics);
    columns = List.copyOf(columns);
    axes = List.copyOf(axes);
    requireNonNull(filter, "filter is null");
    requireNonNull(period, "period is null");
    requireNonNull(comparison, "comparison is null");
    sort = List.copyOf(sort);
    requireNonNull(pivot, "pivot is null");
    requireNonNull(chart, "chart is null");
    if (limit < 1 || limit > MOST_ROWS) {
      throw new IllegalArgumentException("Invalid limit: " + limit);
    }
  }

  /** Whether it shows rows as they are. */
  public boolean isList() {
    return metrics.isEmpty() && axes.isEmpty();
  }

  /** Facts and marts that it reads. */
  public Set<String> datasets() {
    Set<String> datasets = new TreeSet<>();
    for (Metric metric : metrics) {
      if (metric.definition() instanceof Metric.Computed computed) {
        datasets.add(computed.from());
      }
    }
    source.map(Subject::from).ifPresent(datasets::add);
    return datasets;
  }

  /**
   * What rows are sorted by.
   *
   * @param by id of a metric, a column or an axis of the definition
   */
  public record SortKey(String by, boolean isDescending) {
    public SortKey {
      requireNonNull(by, "by is null");
    }
  }

  /** A picture of one metric over the period. */
  public record ChartAsked(Metric metric, Chart.Kind kind, TimeStep step) {
    public ChartAsked {
      requireNonNull(metric, "metric is null");
      requireNonNull(kind, "kind is null");
      requireNonNull(step, "step is null");
    }
  }
}
