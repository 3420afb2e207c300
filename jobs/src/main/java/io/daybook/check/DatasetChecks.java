package io.daybook.check;

import io.daybook.schema.Column;
import io.daybook.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** What must hold of every dataset that declares a grain. */
final class DatasetChecks {
  private DatasetChecks() {}

  /** No two rows of one grain. Rows without a tenant are counted elsewhere and may collide. */
  static Check grain(String dataset, List<String> grain, String tenantless) {
    String keys = String.join(", ", grain);
    String from =
        "(\n    select %s, count(*) as times\n    from %s\n    where %s <> '%s'\n    group by %s\n)"
            .formatted(keys, dataset, grain.get(0), tenantless, keys);
    return new Check(
        dataset + ".grain",
        CheckKind.GRAIN,
        dataset,
        "rows of " + dataset + " are not told apart by " + keys,
        true,
        from,
        "times > 1",
        grain);
  }

  /** No NULL where the schema allows none. All of these share one scan. */
  static List<Check> notNull(String dataset, List<String> grain, Schema schema) {
    List<Check> checks = new ArrayList<>();
    for (Column column : schema.columns()) {
      if (!column.nullable()) {
        checks.add(
            new Check(
                dataset + ".not_null." + column.name(),
                CheckKind.NOT_NULL,
                dataset,
                column.name() + " of " + dataset + " is NULL",
                true,
                dataset,
                column.name() + " is null",
                grain));
      }
    }
    return checks;
  }
}
