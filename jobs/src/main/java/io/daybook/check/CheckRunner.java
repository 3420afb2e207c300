package io.daybook.check;

import io.daybook.engine.Engine;
import io.daybook.warehouse.CheckOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs checks in few queries: those that look at the same place share a scan, and several places
 * share a query, because an engine's fixed cost of a query is larger than most checks.
 */
public final class CheckRunner {
  private static final int PLACES_PER_QUERY = 8;
  private static final int SAMPLE_ROWS = 3;

  private CheckRunner() {}

  /** Runs the checks over the datasets that are registered with the engine. */
  public static CheckReport run(Engine engine, List<Check> checks) {
    Map<String, List<Check>> places = new LinkedHashMap<>();
    for (Check check : checks) {
      places.computeIfAbsent(check.from(), from -> new ArrayList<>()).add(check);
    }
    Map<Check, Long> findings = new LinkedHashMap<>();
    List<List<Check>> groups = List.copyOf(places.values());
    for (int start = 0; start < groups.size(); start += PLACES_PER_QUERY) {
      int end = Math.min(groups.size(), start + PLACES_PER_QUERY);
      findings.putAll(count(engine, groups.subList(start, end)));
    }
    List<CheckOutcome> outcomes = new ArrayList<>();
    List<CheckReport.Sample> samples = new ArrayList<>();
    for (Check check : checks) {
      long found = findings.get(check);
      outcomes.add(new CheckOutcome(check.name(), check.blocking(), found));
      if (found > 0) {
        samples.add(new CheckReport.Sample(check, found, sample(engine, check)));
      }
    }
    return new CheckReport(outcomes, samples);
  }

  private static Map<Check, Long> count(Engine engine, List<List<Check>> groups) {
    int width = groups.stream().mapToInt(List::size).max().orElseThrow();
    String query =
        IntStream.range(0, groups.size())
            .mapToObj(place -> countQuery(place, groups.get(place), width))
            .collect(Collectors.joining("\nunion all\n"));
    Map<Check, Long> findings = new LinkedHashMap<>();
    for (List<Object> row : engine.rows(query)) {
      List<Check> group = groups.get(((Number) row.get(0)).intValue());
      for (int i = 0; i < group.size(); i++) {
        findings.put(group.get(i), ((Number) row.get(i + 1)).longValue());
      }
    }
    return findings;
  }

  private static String countQuery(int place, List<Check> group, int width) {
    StringBuilder query = new StringBuilder("select\n    " + place + " as place");
    for (int i = 0; i < width; i++) {
      String count =
          i < group.size() ? "count(*) filter (where " + group.get(i).condition() + ")" : "0";
      query.append(",\n    cast(").append(count).append(" as bigint) as findings_").append(i);
    }
    return query.append("\nfrom ").append(group.get(0).from()).append(" as looked_at").toString();
  }

  private static List<String> sample(Engine engine, Check check) {
    String order =
        check.keys().stream().map(key -> key + " nulls last").collect(Collectors.joining(", "));
    String query = check.sql() + "\norder by " + order + "\nlimit " + SAMPLE_ROWS;
    return engine.rows(query).stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(i -> check.keys().get(i) + "=" + row.get(i))
                    .collect(Collectors.joining(" ")))
        .toList();
  }
}
