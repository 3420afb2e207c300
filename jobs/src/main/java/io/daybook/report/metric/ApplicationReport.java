package io.daybook.report.metric;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of custom report that the source's application writes in names of its own.
 *
 * @param name in messages
 * @param filters values of its filters that tell it from others; all of them agree
 * @param by dimensions that its rows always have
 * @param source the dataset of a list of rows; of a report of metrics, none
 * @param without values that no row of the list has, by column
 * @param descending the application's name of what it is sorted by when it does not say
 * @param columns metric, dimension or column of the source, by the application's name
 */
public record ApplicationReport(
    String name,
    Map<String, List<String>> filters,
    List<String> by,
    Optional<String> source,
    Map<String, List<String>> without,
    Days days,
    Optional<String> descending,
    Map<String, String> columns) {
  public ApplicationReport {
    requireNonNull(name, "name is null");
    filters = Collections.unmodifiableMap(new LinkedHashMap<>(filters));
    by = List.copyOf(by);
    requireNonNull(source, "source is null");
    without = Collections.unmodifiableMap(new LinkedHashMap<>(without));
    requireNonNull(days, "days is null");
    requireNonNull(descending, "descending is null");
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /**
   * Its period.
   *
   * @param from the filter that holds the first day
   * @param to the filter that holds the last day
   * @param otherwise the period of a report that has neither filter
   */
  public record Days(String from, String to, String otherwise) {
    public Days {
      requireNonNull(from, "from is null");
      requireNonNull(to, "to is null");
      requireNonNull(otherwise, "otherwise is null");
    }
  }
}
