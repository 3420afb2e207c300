package io.daybook.report.custom.sql;

import io.daybook.report.metric.Metric;
import io.daybook.report.metric.Subject;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows of one dataset, by one date and under one condition, and the numbers of the report that one
 * statement counts from them.
 *
 * @param where condition of the catalogue
 * @param numbers places in the report and what stands there
 */
record CountedRows(Subject subject, Metric.When when, String where, List<Asked> numbers) {
  private static final Pattern ADDED = Pattern.compile("^(sum|count)\\s*\\((?!\\s*distinct\\b)");

  CountedRows {
    numbers = List.copyOf(numbers);
  }

  /** One number of the report. */
  record Asked(int place, Metric.Formula formula) {
    private boolean addsUp() {
      return formula.aggregates().stream().allMatch(CountedRows::addsUp);
    }
  }

  /** Whether the numbers of parts of the rows add up to those of all. */
  boolean addsUp() {
    return numbers.stream().allMatch(Asked::addsUp);
  }

  /** One sum or count, over all and nothing around it. */
  private static boolean addsUp(String aggregate) {
    String text = aggregate.strip();
    if (!ADDED.matcher(text).find()) {
      return false;
    }
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0 && text.charAt(i) == ')') {
        return i == text.length() - 1;
      }
    }
    return false;
  }
}
