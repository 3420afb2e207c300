package io.daybook.report;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.ReportQueries;
import io.daybook.report.catalogue.Catalogue;
import io.daybook.report.metric.Metrics;
import io.daybook.warehouse.TenantColumns;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a source's files say of its reports.
 *
 * @param queries who there is, and who asks for what
 * @param metrics what can be asked
 * @param catalogue the reports that it has of its own
 */
public record DefinedReports(ReportQueries queries, Metrics metrics, Catalogue catalogue) {
  public DefinedReports {
    requireNonNull(queries, "queries is null");
    requireNonNull(metrics, "metrics is null");
    requireNonNull(catalogue, "catalogue is null");
  }

  /** What a tenant's reports may read, by fact and mart. */
  Map<String, TenantColumns> columns() {
    Map<String, TenantColumns> columns = new TreeMap<>(metrics.columns());
    catalogue
        .columns()
        .forEach(
            (dataset, names) ->
                columns.merge(
                    dataset, new TenantColumns(names, Set.of()), DefinedReports::together));
    return columns;
  }

  /** What one of them shows is shown, and no key that is only compared. */
  private static TenantColumns together(TenantColumns one, TenantColumns other) {
    Set<String> names = new TreeSet<>(one.names());
    names.addAll(other.names());
    Set<String> keys = new TreeSet<>(one.keys());
    keys.removeAll(other.names());
    return new TenantColumns(names, keys);
  }
}
