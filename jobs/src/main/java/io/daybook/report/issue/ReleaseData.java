package io.daybook.report.issue;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Audience;
import io.daybook.report.layout.Provenance;
import io.daybook.report.metric.Metrics;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.TenantDatabase;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What all reports of one release are made of: there is one file a tenant and dataset for all of
 * them. Safe for several threads.
 *
 * @param metrics what can be asked
 * @param audience who is there, and what each may see
 * @param lately what its tenants have asked
 * @param tenantColumn name of the tenant in facts and marts
 */
public record ReleaseData(
    Manifest release,
    Metrics metrics,
    Audience audience,
    TenantDatabase tenants,
    AskedLately lately,
    String tenantColumn) {
  public ReleaseData {
    requireNonNull(release, "release is null");
    requireNonNull(metrics, "metrics is null");
    requireNonNull(audience, "audience is null");
    requireNonNull(tenants, "tenants is null");
    requireNonNull(lately, "lately is null");
    requireNonNull(tenantColumn, "tenantColumn is null");
  }

  /**
   * A connection that sees rows of this tenant alone; the caller closes it.
   *
   * @param datasets that are asked
   */
  public Connection open(String tenant, Set<String> datasets) {
    return tenants.open(tenant, datasets);
  }

  /**
   * The tenant's first day that is not over in the release; empty where nobody can tell its days.
   */
  public Optional<LocalDate> today(String tenant) {
    return audience
        .organisations()
        .of(tenant)
        .map(organisation -> LocalDate.ofInstant(release.asOf(), organisation.zone()));
  }

  /** Where the numbers of a report come from, by the version of its definition. */
  public Provenance provenance(String version) {
    return new Provenance(
        release.source(),
        release.release(),
        release.asOf(),
        release.zoneRules(),
        version + "-" + metrics.definition(),
        release.daybook());
  }
}
