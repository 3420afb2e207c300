package io.daybook.report.custom;

import io.daybook.report.custom.definition.Definition;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers that were given of one release, until many rows of others were. A release never changes,
 * so an answer never grows old. Safe for several threads.
 */
final class AnswerCache {
  private static final long MOST_ROWS = 500_000;

  /**
   * What decides an answer.
   *
   * @param areas that the asker's role sees
   * @param today day that it is asked on
   */
  record Key(
      String tenant, Set<String> areas, LocalDate today, String title, Definition definition) {}

  private final Map<Key, Report> reports = new LinkedHashMap<>(16, 0.75f, true);
  private long rows;

  synchronized Optional<Report> answer(Key key) {
    return Optional.ofNullable(reports.get(key));
  }

  /** Keeps it; the one that was asked for longest ago goes first. */
  synchronized void keep(Key key, Report report) {
    Report before = reports.put(key, report);
    rows += rows(report) - (before == null ? 0 : rows(before));
    var oldest = reports.entrySet().iterator();
    while (rows > MOST_ROWS && oldest.hasNext()) {
      rows -= rows(oldest.next().getValue());
      oldest.remove();
    }
  }

  /** One more than its rows, so that empty answers are bounded, too. */
  private static long rows(Report report) {
    long rows = 1;
    for (ReportTable table : report.tables()) {
      rows += table.rows().count();
    }
    return rows;
  }
}
