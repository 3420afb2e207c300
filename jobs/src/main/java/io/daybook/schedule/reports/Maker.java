package io.daybook.schedule.reports;

import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.Asked;
import java.util.Map;
import java.util.Optional;

/** One kind of report, for who issues it: all kinds are issued alike. */
interface Maker {
  /** By the name of the kind. */
  Map<String, Maker> KINDS =
      Map.of(
          ReportsKind.NAME,
          new ReportsKind.Rows(),
          CustomKind.NAME,
          new CustomKind.Customs(),
          CatalogueKind.NAME,
          new CatalogueKind.Own());

  /** What a schedule with these parameters asks of a release; empty when the release lacks it. */
  Optional<Asked> asked(ReleaseReports reports, Map<String, String> parameters);

  /** Whether a report that the release lacks is a mistake, and not just no longer wanted. */
  boolean isMissedWhereAbsent();

  /** The command that shows what is wrong with its reports. */
  String listing(String source);
}
