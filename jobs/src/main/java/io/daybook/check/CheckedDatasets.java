package io.daybook.check;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * The recorded dataset of which datasets every check looked at, and what it found there: with
 * {@link RecordedChecks} all that a score is counted from.
 */
public final class CheckedDatasets {
  /** Its table: {@code recorded.checked_datasets}. */
  public static final String TABLE = "checked_datasets";

  /** What it is, for people. */
  public static final String DESCRIPTION =
      "Which datasets every check looked at, and what it found there, by release";

  private CheckedDatasets() {}

  /** Its columns. */
  public static Schema schema() {
    return Schema.of(
        new Column("release", DataType.BIGINT, false, "release that was checked"),
        new Column("check_name", DataType.TEXT, false, "name of the check"),
        new Column("dataset", DataType.TEXT, false, "what it looked at, facts.orders"),
        new Column("findings", DataType.BIGINT, false, "rows that it found and that are about it"));
  }

  /** The rows of a release. */
  public static List<List<Object>> rows(long release, CheckReport report) {
    List<List<Object>> rows = new ArrayList<>();
    for (CheckResult result : report.results()) {
      result
          .byDataset()
          .forEach(
              (dataset, findings) ->
                  rows.add(List.of(release, result.check().name(), dataset, findings)));
    }
    return rows;
  }
}
