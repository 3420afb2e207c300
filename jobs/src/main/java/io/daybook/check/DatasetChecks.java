package io.daybook.check;

import io.daybook.schema.Column;
import io.daybook.schema.Schema;
import io.daybook.sql.Quoted;
import io.daybook.warehouse.Dataset;
import java.util.ArrayList;
import java.util.List;

/** What must hold of every dataset that declares a grain. */
final class DatasetChecks {
  private DatasetChecks() {}

  /**
   * No two rows of one grain.
   *
   * @param where which rows are looked at
   */
  static Check grain(String dataset, List<String> grain, String where) {
    String from =
        "(\n    select %1$s, count(*) as times_found\n    from %2$s\n    where %3$s\n    group by %1$s\n)"
            .formatted(Quoted.names(grain), Dataset.quoted(dataset), where);
    return new Check(
        dataset + ".grain",
        CheckKind.GRAIN,
        dataset,
        "rows of " + dataset + " are not told apart by " + String.join(", ", grain),
        true,
        from,
        "times_found > 1",
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
                Dataset.quoted(dataset),
                Quoted.name(column.name()) + " is null",
                grain));
      }
    }
    return checks;
  }
}
