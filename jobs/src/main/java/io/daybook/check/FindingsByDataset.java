package io.daybook.check;

import io.daybook.engine.Engine;
import io.daybook.schema.KeyForm;
import io.daybook.sql.Quoted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks of findings which dataset each is about, where a column of their check tells it. */
final class FindingsByDataset {
  private FindingsByDataset() {}

  /** The same results, and whose their findings are. Only what found something is asked again. */
  static List<CheckResult> told(Engine engine, List<CheckResult> results) {
    List<Check> asked =
        results.stream()
            .filter(each -> each.findings() > 0)
            .map(CheckResult::check)
            .filter(check -> check.looksAt().column().isPresent())
            .toList();
    Map<Check, Map<String, Long>> byWord = new HashMap<>();
    for (KeyForm keys : KeyForm.values()) {
      List<List<Check>> portions =
          CheckRunner.portions(asked.stream().filter(each -> each.keyForm() == keys).toList());
      List<List<List<Object>>> answers =
          engine.rows(portions.stream().map(FindingsByDataset::query).toList(), keys);
      for (int i = 0; i < answers.size(); i++) {
        for (List<Object> row : answers.get(i)) {
          byWord
              .computeIfAbsent(
                  portions.get(i).get(((Number) row.get(0)).intValue()), each -> new HashMap<>())
              .merge(String.valueOf(row.get(1)), ((Number) row.get(2)).longValue(), Long::sum);
        }
      }
    }
    return results.stream()
        .map(
            each ->
                byWord.containsKey(each.check())
                    ? each.about(each.check().looksAt().told(byWord.get(each.check())))
                    : each)
        .toList();
  }

  private static String query(List<Check> checks) {
    return IntStream.range(0, checks.size())
        .mapToObj(place -> query(place, checks.get(place)))
        .collect(Collectors.joining("\nunion all\n"));
  }

  private static String query(int place, Check check) {
    return """
        select %1$d as place, cast(%2$s as string) as word, count(*) as findings
        from %3$s as looked_at
        where %4$s
        group by %2$s"""
        .formatted(
            place,
            Quoted.name(check.looksAt().column().orElseThrow()),
            check.from(),
            check.condition());
  }
}
