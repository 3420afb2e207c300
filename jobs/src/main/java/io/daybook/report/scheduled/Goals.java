package io.daybook.report.scheduled;

import io.daybook.report.layout.DateSpan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The goals of all tenants, as the source has them. */
final class Goals {
  /** A goal for a span of days. */
  record Goal(String tenant, String metric, DateSpan span, BigDecimal value) {}

  private final List<Goal> goals = new ArrayList<>();

  Goals(List<Map<String, String>> rows) {
    for (Map<String, String> row : rows) {
      LocalDate first = LocalDate.parse(row.get("start_date"));
      LocalDate last = LocalDate.parse(row.get("end_date"));
      if (!last.isBefore(first)) {
        goals.add(
            new Goal(
                row.get("tenant"),
                row.get("metric"),
                new DateSpan(first, last.plusDays(1)),
                new BigDecimal(row.get("target_value"))));
      }
    }
  }

  /** The goal that the day belongs to; of several the shortest, then the first. */
  Optional<Goal> of(String tenant, String metric, LocalDate day) {
    return goals.stream()
        .filter(goal -> goal.tenant().equals(tenant) && goal.metric().equals(metric))
        .filter(goal -> !day.isBefore(goal.span().from()) && day.isBefore(goal.span().until()))
        .min(Comparator.comparingLong(goal -> goal.span().days()));
  }
}
