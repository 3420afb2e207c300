package io.daybook.report.scheduled;

import static java.util.Objects.requireNonNull;

import io.daybook.calendar.PeriodKind;
import io.daybook.digest.Sha256;
import java.util.List;

/**
 * What a row of the source asks for.
 *
 * @param id of the row
 * @param tenant whose report it is
 * @param name as people call it
 * @param period how much it covers
 * @param format name of the file's format, in lower case
 * @param zoneText zone of its clock, as the source has it; its days are the tenant's
 * @param metrics ids, in the order of the report
 * @param comparison what it is compared with
 * @param charts whether it shows charts
 * @param emails addresses that it goes to
 * @param users ids of the users that it goes to
 */
public record ReportDefinition(
    String id,
    String tenant,
    String name,
    PeriodKind period,
    String format,
    String zoneText,
    List<String> metrics,
    Comparison comparison,
    boolean charts,
    List<String> emails,
    List<String> users) {
  public ReportDefinition {
    requireNonNull(id, "id is null");
    requireNonNull(tenant, "tenant is null");
    requireNonNull(name, "name is null");
    requireNonNull(period, "period is null");
    requireNonNull(format, "format is null");
    requireNonNull(zoneText, "zoneText is null");
    metrics = List.copyOf(metrics);
    requireNonNull(comparison, "comparison is null");
    emails = List.copyOf(emails);
    users = List.copyOf(users);
  }

  /** Changes when what the report shows may change; who gets it in which form does not matter. */
  String version() {
    return Sha256.version(tenant, name, period, metrics, comparison, charts);
  }

  /** What the period is compared with. */
  public enum Comparison {
    PREVIOUS_PERIOD,
    PREVIOUS_YEAR,
    NONE
  }
}
