package io.daybook.report.custom.sql;

import io.daybook.report.metric.Metric;
import io.daybook.report.metric.Subject;
import java.util.List;

/**
 * Numbers of a report that one statement gives: of one dataset, by one date, under one condition.
 *
 * @param where condition of the catalogue
 * @param numbers places in the report and what stands there
 */
record Leg(Subject subject, Metric.When when, String where, List<Asked> numbers) {
  Leg {
    numbers = List.copyOf(numbers);
  }

  /** One number of the report. */
  record Asked(int place, Metric.Formula formula) {}
}
