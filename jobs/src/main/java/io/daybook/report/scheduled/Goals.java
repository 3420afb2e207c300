package io.daybook.report.scheduled;

import io.daybook.report.layout.DateSpan;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The goals of all tenants, as the source has them. */
final class Goals {
  /** A goal for a span of days. */
  record Goal(String tenant, String metric, DateSpan span, BigDecimal value) {}

  private final List<Goal> goals = new ArrayList<>();
  private final Map<String, Map<String, String>> problems = new HashMap<>();

  /** A row that cannot be read is a problem of its tenant's metric, and of nothing else. */
  Goals(List<Map<String, String>> rows) {
    for (Map<String, String> row : rows) {
      String tenant = row.getOrDefault("tenant", "");
      String metric = row.getOrDefault("metric", "");
      try {
        LocalDate first = LocalDate.parse(row.getOrDefault("start_date", ""));
        LocalDate last = LocalDate.parse(row.getOrDefault("end_date", ""));
        BigDecimal value = new BigDecimal(row.getOrDefault("target_value", ""));
        if (last.isBefore(first)) {
          problem(tenant, metric, "end_date is before start_date");
        } else {
          goals.add(new Goal(tenant, metric, new DateSpan(first, last.plusDays(1)), value));
        }
      } catch (DateTimeException | IllegalArgumentException e) {
        problem(tenant, metric, "start_date, end_date or target_value is missing or odd");
      }
    }
  }

  private void problem(String tenant, String metric, String problem) {
    problems.computeIfAbsent(tenant, none -> new HashMap<>()).put(metric, problem);
  }

  /** Why a goal of the tenant for the metric is left out; empty where none is. */
  Optional<String> problem(String tenant, String metric) {
    return Optional.ofNullable(problems.getOrDefault(tenant, Map.of()).get(metric));
  }

  /** The goal that the day belongs to; of several the shortest, then the first. */
  Optional<Goal> of(String tenant, String metric, LocalDate day) {
    return goals.stream()
        .filter(goal -> goal.tenant().equals(tenant) && goal.metric().equals(metric))
        .filter(goal -> !day.isBefore(goal.span().from()) && day.isBefore(goal.span().until()))
        .min(Comparator.comparingLong(goal -> goal.span().days()));
  }
}
