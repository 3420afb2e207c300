package io.daybook.check;

import io.daybook.engine.Engine;
import io.daybook.schema.KeyForm;
import io.daybook.sql.Quoted;
import io.daybook.warehouse.CheckOutcome;
import java.util.ArrayList;
import java.util.HashMap;
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
  /** Keys that are kept of a check that found something. */
  public static final int SAMPLE_ROWS = 5;

  private static final int PLACES_PER_QUERY = 8;

  private CheckRunner() {}

  /**
   * Runs the checks over the datasets that are registered with the engine.
   *
   * @param before outcomes of a release whose keys are on record
   */
  public static CheckReport run(Engine engine, List<Check> checks, List<CheckOutcome> before) {
    Map<String, List<Check>> places = new LinkedHashMap<>();
    for (Check check : checks) {
      places.computeIfAbsent(check.from(), from -> new ArrayList<>()).add(check);
    }
    Map<Check, Long> findings = new HashMap<>();
    for (KeyForm keys : KeyForm.values()) {
      List<List<Check>> alike =
          places.values().stream().filter(group -> group.get(0).keyForm() == keys).toList();
      for (List<List<Check>> groups : portions(alike)) {
        findings.putAll(count(engine, groups, keys));
      }
    }
    List<CheckResult> counted =
        checks.stream()
            .map(check -> new CheckResult(check, findings.get(check), List.of()))
            .toList();
    return new CheckReport(withKeys(engine, counted, before));
  }

  /**
   * The same results with the first keys of those that found something. A check that only counts
   * and finds as much as before has its keys on record: to look for them every night would cost a
   * third of the time of all checks.
   *
   * @param before outcomes of a release whose keys are on record
   */
  public static List<CheckResult> withKeys(
      Engine engine, List<CheckResult> results, List<CheckOutcome> before) {
    Map<String, Long> known = CheckOutcome.findings(before);
    List<Check> wanted =
        results.stream()
            .filter(each -> each.findings() > 0)
            .filter(
                each ->
                    each.check().blocking()
                        || each.findings() != known.getOrDefault(each.check().name(), 0L))
            .map(CheckResult::check)
            .distinct()
            .toList();
    Map<Check, List<String>> samples = new HashMap<>();
    portions(wanted).forEach(portion -> samples.putAll(sample(engine, portion)));
    return results.stream()
        .map(
            each ->
                new CheckResult(
                    each.check(), each.findings(), samples.getOrDefault(each.check(), List.of())))
        .toList();
  }

  private static <T> List<List<T>> portions(List<T> all) {
    return IntStream.iterate(0, start -> start < all.size(), start -> start + PLACES_PER_QUERY)
        .mapToObj(start -> all.subList(start, Math.min(all.size(), start + PLACES_PER_QUERY)))
        .toList();
  }

  private static Map<Check, Long> count(Engine engine, List<List<Check>> groups, KeyForm keys) {
    int width = groups.stream().mapToInt(List::size).max().orElseThrow();
    String query =
        IntStream.range(0, groups.size())
            .mapToObj(place -> countQuery(place, groups.get(place), width))
            .collect(Collectors.joining("\nunion all\n"));
    Map<Check, Long> findings = new HashMap<>();
    for (List<Object> row : engine.rows(query, keys)) {
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

  private static Map<Check, List<String>> sample(Engine engine, List<Check> checks) {
    int width = checks.stream().mapToInt(check -> check.keys().size()).max().orElseThrow();
    String query =
        IntStream.range(0, checks.size())
            .mapToObj(place -> sampleQuery(place, checks.get(place), width))
            .collect(Collectors.joining("\nunion all\n"));
    Map<Check, List<String>> samples = new HashMap<>();
    for (List<Object> row : engine.rows(query)) {
      Check check = checks.get(((Number) row.get(0)).intValue());
      String keys =
          IntStream.range(0, check.keys().size())
              .mapToObj(i -> check.keys().get(i) + "=" + row.get(i + 1))
              .collect(Collectors.joining(" "));
      samples.computeIfAbsent(check, each -> new ArrayList<>()).add(keys);
    }
    // The parts of a union come in no certain order.
    samples.values().forEach(rows -> rows.sort(null));
    return samples;
  }

  /** The first rows of a check; its keys as text, so that one union has room for all. */
  private static String sampleQuery(int place, Check check, int width) {
    String keys =
        IntStream.range(0, width)
            .mapToObj(
                i ->
                    "cast(%s as string) as key_%d"
                        .formatted(
                            i < check.keys().size() ? Quoted.name(check.keys().get(i)) : "null", i))
            .collect(Collectors.joining(", "));
    String order =
        check.keys().stream()
            .map(key -> Quoted.name(key) + " nulls last")
            .collect(Collectors.joining(", "));
    return """
        select * from (
            select %d as place, %s
            from %s as looked_at
            where %s
            order by %s
            limit %d
        ) as sample_%d"""
        .formatted(place, keys, check.from(), check.condition(), order, SAMPLE_ROWS, place);
  }
}
