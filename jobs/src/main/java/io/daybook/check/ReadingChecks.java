package io.daybook.check;

import static java.util.stream.Collectors.toMap;

import io.daybook.fault.Code;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.sql.Quoted;
import io.daybook.warehouse.CheckOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What was lost while the source was read, as checks that only count: the reader counts, and the
 * recorded datasets hold the keys.
 */
public final class ReadingChecks {
  /** The sorts of failure that the check of a source may warn of and a night bears. */
  public static final List<Code> OF_SOURCE =
      List.of(Code.SRC_RIGHTS, Code.SRC_RLS, Code.SRC_SCHEMA, Code.SRC_TABLE, Code.SRC_UNREACHABLE);

  private static final String LEFT_OUT = ".left_out";
  private static final String LOST = ".lost";

  private ReadingChecks() {}

  /** The check of one sort of warnings of the source. */
  public static String ofSource(Code code) {
    return "source." + code.text().replaceFirst("^SRC-", "").toLowerCase(Locale.ROOT);
  }

  /** The check of a column whose texts are parsed. */
  public static String unparsed(String table, String column) {
    return "raw." + table + "." + column + ".unparsed";
  }

  /** The check of a table whose rows may be left out. */
  public static String leftOut(String table) {
    return "raw." + table + LEFT_OUT;
  }

  /** The check of a column whose values may be NULL because they cannot be carried. */
  public static String lost(String table, String column) {
    return "raw." + table + "." + column + LOST;
  }

  /** Whether a check counts rows that were left out. */
  public static boolean isLeftOut(String check) {
    return check.startsWith("raw.") && check.endsWith(LEFT_OUT);
  }

  /** Whether a check counts values that are NULL because they cannot be carried. */
  public static boolean isLost(String check) {
    return check.startsWith("raw.") && check.endsWith(LOST);
  }

  /**
   * The checks of a model.
   *
   * @param release whose rows they look at
   */
  public static List<Check> of(SourceModel model, long release) {
    List<Check> checks = new ArrayList<>();
    for (Code code : OF_SOURCE) {
      checks.add(
          new Check(
                  ofSource(code),
                  CheckKind.SOURCE,
                  "recorded.source_findings",
                  "daybook source check " + model.name() + " warns: " + code.text(),
                  false,
                  "recorded.source_findings",
                  "release = %d and code = '%s'".formatted(release, code.text()),
                  List.of("found_at", "message"))
              // the source as a whole, and no dataset's rows
              .of(LookedAt.all(List.of())));
    }
    for (SourceTable table : model.tables().values()) {
      checks.add(
          check(
              leftOut(table.name()),
              CheckKind.LEFT_OUT,
              table,
              "the row of the source is not here: a value of it cannot be carried exactly",
              "recorded.quarantine",
              "release = %d and source_table = %s and coalesce(lost, 'row') = 'row'"
                  .formatted(release, Quoted.text(table.name()))));
      for (SourceColumn column : table.columns()) {
        checks.add(
            check(
                lost(table.name(), column.name()),
                CheckKind.LOST,
                table,
                column.name() + " is NULL, because the source's value cannot be carried exactly",
                "recorded.quarantine",
                "release = %d and source_table = %s and source_column = %s and lost = 'cell'"
                    .formatted(release, Quoted.text(table.name()), Quoted.text(column.name()))));
        if (column.parsed()) {
          checks.add(
              check(
                  unparsed(table.name(), column.name()),
                  CheckKind.UNPARSED,
                  table,
                  column.name()
                      + " is NULL, because the source's text does not read as "
                      + column.type(),
                  "recorded.unparsed",
                  "release = %d and source_table = %s and source_column = %s"
                      .formatted(release, Quoted.text(table.name()), Quoted.text(column.name()))));
        }
      }
    }
    return checks;
  }

  /** What these checks found according to the reader, without keys. */
  public static List<CheckResult> results(
      SourceModel model, long release, List<CheckOutcome> outcomes) {
    Map<String, Check> checks =
        of(model, release).stream().collect(toMap(Check::name, Function.identity()));
    return outcomes.stream()
        .map(each -> new CheckResult(checks.get(each.check()), each.findings(), List.of()))
        .toList();
  }

  private static Check check(
      String name,
      CheckKind kind,
      SourceTable table,
      String description,
      String from,
      String condition) {
    return new Check(
        name, kind, "raw." + table.name(), description, false, from, condition, List.of("row_key"));
  }
}
