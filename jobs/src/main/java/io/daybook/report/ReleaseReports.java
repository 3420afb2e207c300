package io.daybook.report;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Audience;
import io.daybook.audience.ReleaseRows;
import io.daybook.report.catalogue.Catalogue;
import io.daybook.report.catalogue.CatalogueReports;
import io.daybook.report.custom.CustomReports;
import io.daybook.report.issue.AskedLately;
import io.daybook.report.issue.ReleaseData;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.TenantDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * All reports of one release: each kind is one maker, and all of them share the release's people
 * and one file a tenant. Definitions come from the release too, so that the same release makes the
 * same reports. Keeps what the tenants see that were asked last open until it is closed. Safe for
 * several threads.
 */
public final class ReleaseReports implements AutoCloseable {
  /** Tenants whose files stay open, each with its memory. */
  private static final int KEPT = 4;

  /** Beside the folders of releases, which have numbers. */
  private static final String ASKED = "asked";

  private final ReleaseData data;
  private final ScheduledReports scheduled;
  private final CustomReports custom;
  private final CatalogueReports catalogue;

  private ReleaseReports(ReleaseData data, ReleaseRows rows, Catalogue catalogue) {
    this.data = data;
    this.scheduled = new ScheduledReports(data, rows);
    this.custom = new CustomReports(data, rows);
    this.catalogue = new CatalogueReports(data, catalogue);
  }

  /**
   * Reads the definitions of a release.
   *
   * @param files the source's folder of the warehouse, on this machine
   * @param defined what the source's files say
   * @param cache local folder for what tenants' reports read
   * @param tenantColumn name of the tenant in facts and marts
   * @throws io.daybook.fault.DaybookException DEF_INVALID, RELEASE_CORRUPT
   */
  public static ReleaseReports load(
      FileStore files, Manifest release, DefinedReports defined, Path cache, String tenantColumn) {
    requireNonNull(defined, "defined is null");
    TenantDatabase tenants =
        new TenantDatabase(
            files, release, cache, tenantColumn, defined.columns(), TenantDatabase.LONGEST, KEPT);
    tenants.forgetCollected();
    AskedLately lately = new AskedLately(cache.resolve(release.source()).resolve(ASKED));
    try (Connection whole = new AnalystDatabase(files).open(release.release())) {
      ReleaseRows rows = new ReleaseRows(whole, defined.queries());
      Audience audience = Audience.read(rows, defined.metrics().roles());
      return new ReleaseReports(
          new ReleaseData(release, defined.metrics(), audience, tenants, lately, tenantColumn),
          rows,
          defined.catalogue());
    } catch (SQLException e) {
      throw new IllegalStateException("A connection that only read cannot fail to close", e);
    }
  }

  /** The release that all of it is read from. */
  public Manifest release() {
    return data.release();
  }

  /** Who is there, and what each may see. */
  public Audience audience() {
    return data.audience();
  }

  /**
   * The tenant's first day that is not over in the release; empty where nobody can tell its days.
   */
  public Optional<LocalDate> today(String tenant) {
    return data.today(tenant);
  }

  /** What the source's people have scheduled. */
  public ScheduledReports scheduled() {
    return scheduled;
  }

  /** What they have put together themselves. */
  public CustomReports custom() {
    return custom;
  }

  /** What the source has of its own. */
  public CatalogueReports catalogue() {
    return catalogue;
  }

  /** What tenants have asked of any release of the source since an instant, the latest first. */
  public List<AskedLately.Need> askedSince(Instant start) {
    return data.lately().since(start);
  }

  /**
   * Gets a file ready that a tenant's reports or questions read, unless it is.
   *
   * @return the bytes that were written; none where a tenant's rows are nobody's to see or where
   *     the release has no such dataset
   */
  public long getReady(AskedLately.Need need) {
    boolean isThere =
        audience().organisations().obstacle(need.tenant()).isEmpty()
            && data.tenants().mayRead(need.dataset())
            && data.release().dataset(need.dataset()).isPresent();
    return isThere ? data.tenants().make(need.tenant(), need.dataset()) : 0;
  }

  /** Nothing stays open from now on. */
  @Override
  public void close() {
    data.tenants().close();
  }
}
