package io.daybook.schedule.reports;

import io.daybook.config.YamlMap;
import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.Asked;
import io.daybook.schedule.WorkKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code what: reports}: makes the scheduled reports of the source's people and records their
 * deliveries. Its file is a pattern: which days, and by which clock, follows from each report.
 */
public final class ReportsKind implements WorkKind {
  /** Its name. */
  public static final String NAME = "reports";

  /** The report that a schedule is for. */
  static final String REPORT = "report";

  /** A folder that gets every report, beside its recipients. */
  static final String FOLDER = "folder";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isPattern() {
    return true;
  }

  @Override
  public List<String> keys() {
    return List.of(FOLDER);
  }

  @Override
  public Map<String, String> parameters(YamlMap yaml) {
    return SentTo.folder(yaml);
  }

  /** The rows of the source's scheduled reports; who deletes one wants it no more. */
  static final class Rows implements Maker {
    @Override
    public Optional<Asked> asked(ReleaseReports reports, Map<String, String> parameters) {
      return reports.scheduled().asked(parameters.get(REPORT));
    }

    @Override
    public boolean isMissedWhereAbsent() {
      return false;
    }

    @Override
    public String listing(String source) {
      return "daybook report list " + source;
    }
  }
}
