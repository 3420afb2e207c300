package io.daybook.definition;

import io.daybook.check.Check;
import io.daybook.schema.KeyForm;
import io.daybook.sql.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks that look at the same rows.
 *
 * @param from SQL of the rows
 */
record CheckPlace(String from, List<Check> checks) {
  CheckPlace {
    checks = List.copyOf(checks);
  }

  /** The places of all checks, in the order of their first checks. */
  static List<CheckPlace> of(Stream<Check> checks) {
    Map<String, List<Check>> places = new LinkedHashMap<>();
    checks.forEach(
        check -> places.computeIfAbsent(check.from(), from -> new ArrayList<>()).add(check));
    return places.entrySet().stream()
        .map(each -> new CheckPlace(each.getKey(), each.getValue()))
        .toList();
  }

  /** How the query sees keys. */
  KeyForm keyForm() {
    return checks.get(0).keyForm();
  }

  /** One query that reads what all of these checks read. */
  String query() {
    Set<String> columns = new LinkedHashSet<>();
    for (Check check : checks) {
      check.keys().forEach(key -> columns.add(Quoted.name(key)));
      columns.add("case when " + check.condition() + " then 1 end");
    }
    return "select\n    " + String.join(",\n    ", columns) + "\nfrom " + from + " as looked_at";
  }
}
