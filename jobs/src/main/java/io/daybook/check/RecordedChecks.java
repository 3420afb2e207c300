package io.daybook.check;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.warehouse.CheckOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The recorded dataset of what all checks found, release by release: counts and keys. */
public final class RecordedChecks {
  /** Its table: {@code recorded.checks}. */
  public static final String TABLE = "checks";

  /** What it is, for people. */
  public static final String DESCRIPTION = "What every check found, by release";

  private RecordedChecks() {}

  /** Its columns. */
  public static Schema schema() {
    return Schema.of(
        new Column("release", DataType.BIGINT, false, "release that was checked"),
        new Column("as_of", DataType.TIMESTAMP, false, "instant of its snapshot"),
        new Column("check_name", DataType.TEXT, false, "name of the check"),
        new Column("kind", DataType.TEXT, false, "what it is about: grain, sum, relation, ..."),
        new Column("subject", DataType.TEXT, false, "what it looks at: a dataset or its file"),
        new Column("meaning", DataType.TEXT, false, "what a finding means"),
        new Column("is_blocking", DataType.BOOLEAN, false, "whether a finding stops a release"),
        new Column("findings", DataType.BIGINT, false, "rows that it found"),
        new Column(
            "findings_before",
            DataType.BIGINT,
            true,
            "rows that it found a day before; NULL where it was not asked then"),
        new Column(
            "sample_keys",
            DataType.TEXT,
            true,
            "keys of the first rows that it found, one a line"));
  }

  /**
   * The rows of a release.
   *
   * @param before outcomes of the release that it is compared with; none where there is none
   */
  public static List<List<Object>> rows(
      long release, Instant asOf, CheckReport report, List<CheckOutcome> before) {
    Map<String, Long> known = CheckOutcome.findings(before);
    List<List<Object>> rows = new ArrayList<>();
    for (CheckResult result : report.results()) {
      Check check = result.check();
      rows.add(
          Arrays.asList(
              release,
              asOf,
              check.name(),
              check.kind().text(),
              check.subject(),
              check.description(),
              check.blocking(),
              result.findings(),
              known.get(check.name()),
              result.sample().isEmpty() ? null : String.join("\n", result.sample())));
    }
    return rows;
  }
}
