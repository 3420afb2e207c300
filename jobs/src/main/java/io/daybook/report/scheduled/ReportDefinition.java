package io.daybook.report.scheduled;

import static java.util.Objects.requireNonNull;

import io.daybook.calendar.PeriodKind;
import io.daybook.digest.Sha256;
import io.daybook.report.file.FileFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a row of the source asks for.
 *
 * @param id of the row
 * @param tenant whose report it is
 * @param name as people call it
 * @param period how much it covers
 * @param author id of the user who made it, where the source knows
 * @param format of its file
 * @param own when it is due by its own word; its days are the tenant's
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
    Optional<String> author,
    PeriodKind period,
    FileFormat format,
    OwnTime own,
    List<String> metrics,
    Comparison comparison,
    boolean charts,
    List<String> emails,
    List<String> users) {
  public ReportDefinition {
    requireNonNull(id, "id is null");
    requireNonNull(tenant, "tenant is null");
    requireNonNull(name, "name is null");
    requireNonNull(author, "author is null");
    requireNonNull(period, "period is null");
    requireNonNull(format, "format is null");
    requireNonNull(own, "own is null");
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
