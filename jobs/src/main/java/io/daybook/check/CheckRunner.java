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
import java.util.Set;
import java.util.function.Function;
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
    Map<Check, CheckResult> found = countedAndSampled(engine, checks);
    List<Check> others = checks.stream().filter(check -> !found.containsKey(check)).toList();
    Map<Check, Long> findings = new HashMap<>(count(engine, others, check -> tally(engine, check)));
    List<Check> doubtful =
        others.stream()
            .filter(check -> findings.get(check) > 0 && !tally(engine, check).isExact())
            .toList();
    findings.putAll(count(engine, doubtful, Check::plainTally));
    others.forEach(
        check -> found.put(check, new CheckResult(check, findings.get(check), List.of())));
    List<CheckResult> results = checks.stream().map(found::get).toList();
    return new CheckReport(FindingsByDataset.told(engine, withKeys(engine, results, before)));
  }

  /**
   * What people's own queries find, each run once: it costs what it computes, and hardly what it
   * returns. A cluster would bring all that they find to one place.
   */
  private static Map<Check, CheckResult> countedAndSampled(Engine engine, List<Check> checks) {
    List<Check> declared =
        checks.stream()
            .filter(check -> check.kind() == CheckKind.DECLARED && engine.isOfOneMachine())
            .toList();
    Map<Check, CheckResult> found = samples(engine, declared, KeyForm.TEXT, "count(*) over ()");
    declared.forEach(check -> found.putIfAbsent(check, new CheckResult(check, 0, List.of())));
    return found;
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
    Set<Check> wanted =
        results.stream()
            .filter(each -> each.findings() > 0)
            .filter(
                each ->
                    each.check().blocking()
                        || each.findings() != known.getOrDefault(each.check().name(), 0L))
            .map(CheckResult::check)
            .collect(Collectors.toSet());
    Map<Check, CheckResult> samples = new HashMap<>();
    for (KeyForm keys : KeyForm.values()) {
      List<Check> alike =
          results.stream()
              .filter(each -> each.sample().isEmpty())
              .map(CheckResult::check)
              .filter(check -> wanted.contains(check) && sampleForm(check) == keys)
              .distinct()
              .toList();
      samples.putAll(samples(engine, alike, keys, "0"));
    }
    return results.stream()
        .map(
            each ->
                new CheckResult(
                    each.check(),
                    each.findings(),
                    wanted.contains(each.check())
                        ? samples.getOrDefault(each.check(), each).sample()
                        : List.of()))
        .toList();
  }

  static <T> List<List<T>> portions(List<T> all) {
    return IntStream.iterate(0, start -> start < all.size(), start -> start + PLACES_PER_QUERY)
        .mapToObj(start -> all.subList(start, Math.min(all.size(), start + PLACES_PER_QUERY)))
        .toList();
  }

  /** A tally that is not exact sorts. */
  private static Check.Tally tally(Engine engine, Check check) {
    return check.tally().isExact() || engine.isOfOneMachine() ? check.tally() : check.plainTally();
  }

  private static Map<Check, Long> count(
      Engine engine, List<Check> checks, Function<Check, Check.Tally> tally) {
    Map<Check, Long> findings = new HashMap<>();
    for (KeyForm keys : KeyForm.values()) {
      Map<String, List<Check>> places = new LinkedHashMap<>();
      checks.stream()
          .filter(check -> check.keyForm() == keys)
          .forEach(
              check ->
                  places
                      .computeIfAbsent(tally.apply(check).from(), from -> new ArrayList<>())
                      .add(check));
      List<List<List<Check>>> portions = portions(List.copyOf(places.values()));
      List<String> queries = portions.stream().map(groups -> countQuery(groups, tally)).toList();
      List<List<List<Object>>> results = engine.rows(queries, keys);
      for (int i = 0; i < queries.size(); i++) {
        for (List<Object> row : results.get(i)) {
          List<Check> group = portions.get(i).get(((Number) row.get(0)).intValue());
          for (int j = 0; j < group.size(); j++) {
            findings.put(group.get(j), ((Number) row.get(j + 1)).longValue());
          }
        }
      }
    }
    return findings;
  }

  private static String countQuery(List<List<Check>> groups, Function<Check, Check.Tally> tally) {
    int width = groups.stream().mapToInt(List::size).max().orElseThrow();
    return IntStream.range(0, groups.size())
        .mapToObj(place -> countQuery(place, groups.get(place).stream().map(tally).toList(), width))
        .collect(Collectors.joining("\nunion all\n"));
  }

  private static String countQuery(int place, List<Check.Tally> group, int width) {
    StringBuilder query = new StringBuilder("select\n    " + place + " as place");
    for (int i = 0; i < width; i++) {
      String count = i < group.size() ? group.get(i).count() : "0";
      query.append(",\n    cast(").append(count).append(" as bigint) as findings_").append(i);
    }
    return query.append("\nfrom ").append(group.get(0).from()).append(" as looked_at").toString();
  }

  /** How a check's keys are looked for: Daybook's own queries give them as texts where they can. */
  private static KeyForm sampleForm(Check check) {
    return check.kind() == CheckKind.RELATION ? check.keyForm() : KeyForm.TEXT;
  }

  /**
   * The first keys of the checks that find something.
   *
   * @param findings SQL of how many rows one finds, in a query of its rows
   */
  private static Map<Check, CheckResult> samples(
      Engine engine, List<Check> checks, KeyForm keys, String findings) {
    List<List<Check>> portions = portions(checks);
    List<List<List<Object>>> results =
        engine.rows(
            portions.stream().map(portion -> sampleQuery(portion, findings)).toList(), keys);
    Map<Check, CheckResult> samples = new HashMap<>();
    for (int i = 0; i < portions.size(); i++) {
      // The parts of a union come in no certain order.
      Map<Object, List<List<Object>>> places =
          results.get(i).stream().collect(Collectors.groupingBy(row -> row.get(0)));
      for (List<List<Object>> rows : places.values()) {
        List<Object> first = rows.get(0);
        Check check = portions.get(i).get(((Number) first.get(0)).intValue());
        samples.put(
            check,
            new CheckResult(
                check,
                ((Number) first.get(1)).longValue(),
                rows.stream().map(row -> named(check, row)).sorted().toList()));
      }
    }
    return samples;
  }

  private static String named(Check check, List<Object> row) {
    return IntStream.range(0, check.keys().size())
        .mapToObj(i -> check.keys().get(i) + "=" + row.get(i + 2))
        .collect(Collectors.joining(" "));
  }

  private static String sampleQuery(List<Check> checks, String findings) {
    int width = checks.stream().mapToInt(check -> check.keys().size()).max().orElseThrow();
    return IntStream.range(0, checks.size())
        .mapToObj(place -> sampleQuery(place, checks.get(place), width, findings))
        .collect(Collectors.joining("\nunion all\n"));
  }

  /** The first rows of a check; its keys as text, so that one union has room for all. */
  private static String sampleQuery(int place, Check check, int width, String findings) {
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
            select %d as place, %s as findings, %s
            from %s as looked_at
            where %s
            order by %s
            limit %d
        ) as sample_%d"""
        .formatted(
            place, findings, keys, check.from(), check.condition(), order, SAMPLE_ROWS, place);
  }
}
