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
   * No two rows of one grain. Rows that are alike have one hash: where the hashes in their order
   * are all different, so are the rows, and to sort numbers costs a third of grouping by keys. Two
   * rows of one hash may still be different, and are counted by their keys.
   *
   * @param where which rows are looked at
   */
  static Check grain(String dataset, List<String> grain, String where) {
    String from =
        "(\n    select %1$s, count(*) as times_found\n    from %2$s\n    where %3$s\n    group by %1$s\n)"
            .formatted(Quoted.names(grain), Dataset.quoted(dataset), where);
    String hashes =
        """
        (
            select row_hash, lag(row_hash) over (order by row_hash nulls first) as hash_before
            from (
                select key_hash(%s) as row_hash
                from %s
                where %s
            ) as hashed
        )"""
            .formatted(Quoted.names(grain), Dataset.quoted(dataset), where);
    return new Check(
            dataset + ".grain",
            CheckKind.GRAIN,
            dataset,
            "rows of " + dataset + " are not told apart by " + String.join(", ", grain),
            true,
            from,
            "times_found > 1",
            grain)
        .talliedBy(
            new Check.Tally(hashes, "count(*) filter (where row_hash = hash_before)", false));
  }

  /**
   * No NULL where the schema allows none. All of these share one scan, and an engine need not read
   * a column of which the file says how many values are NULL.
   */
  static List<Check> notNull(String dataset, List<String> grain, Schema schema) {
    List<Check> checks = new ArrayList<>();
    for (Column column : schema.columns()) {
      if (!column.nullable()) {
        String name = Quoted.name(column.name());
        checks.add(
            new Check(
                    dataset + ".not_null." + column.name(),
                    CheckKind.NOT_NULL,
                    dataset,
                    column.name() + " of " + dataset + " is NULL",
                    true,
                    Dataset.quoted(dataset),
                    name + " is null",
                    grain)
                .talliedBy(
                    new Check.Tally(
                        Dataset.quoted(dataset), "count(*) - count(" + name + ")", true)));
      }
    }
    return checks;
  }
}
