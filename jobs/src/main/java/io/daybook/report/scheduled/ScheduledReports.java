package io.daybook.report.scheduled;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Addressees;
import io.daybook.audience.Audience;
import io.daybook.audience.Organisation;
import io.daybook.audience.Recipients;
import io.daybook.audience.ReleaseRows;
import io.daybook.audience.ReportQueries;
import io.daybook.calendar.ClosedPeriod;
import io.daybook.report.layout.Provenance;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.MetricAnswers;
import io.daybook.report.metric.Metrics;
import io.daybook.report.scheduled.MadeReport.Failed;
import io.daybook.report.scheduled.MadeReport.Held;
import io.daybook.report.scheduled.MadeReport.Made;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.TenantDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The scheduled reports of one release: who asks for which, and what they are. Definitions come
 * from the release too, so that the same release makes the same reports. Safe for several threads.
 */
public final class ScheduledReports {
  private final Manifest release;
  private final Metrics metrics;
  private final TenantDatabase tenants;
  private final Goals goals;
  private final Audience audience;
  private final Map<String, ReportRow> rows = new LinkedHashMap<>();
  private final Map<String, String> creators = new HashMap<>();

  /** What all reports of the release read: a tenant's file is made once for all of them. */
  private final Set<String> datasets;

  private ScheduledReports(
      Manifest release, Metrics metrics, TenantDatabase tenants, ReleaseRows source) {
    this.release = release;
    this.metrics = metrics;
    this.tenants = tenants;
    this.goals = new Goals(source.rows("targets"));
    this.audience = Audience.read(source, metrics.roles());
    for (Map<String, String> columns : source.rows("scheduled")) {
      ReportRow row = DefinitionReader.read(metrics, columns);
      rows.put(row.id(), row);
      if (columns.containsKey("created_by")) {
        creators.put(row.id(), columns.get("created_by"));
      }
    }
    this.datasets =
        metrics.datasets(
            rows.values().stream()
                .filter(ReportRow.Valid.class::isInstance)
                .flatMap(row -> ((ReportRow.Valid) row).definition().metrics().stream())
                .collect(Collectors.toSet()));
  }

  /**
   * Reads the definitions of a release.
   *
   * @param files the source's folder of the warehouse, on this machine
   * @param queries who asks for what
   * @param cache local folder for what tenants' reports read
   * @param tenantColumn name of the tenant in facts and marts
   * @throws io.daybook.fault.DaybookException DEF_INVALID, RELEASE_CORRUPT
   */
  public static ScheduledReports load(
      FileStore files,
      Manifest release,
      ReportQueries queries,
      Metrics metrics,
      Path cache,
      String tenantColumn) {
    requireNonNull(metrics, "metrics is null");
    TenantDatabase tenants = new TenantDatabase(files, release, cache, tenantColumn);
    tenants.forgetCollected();
    try (Connection whole = new AnalystDatabase(files).open(release.release())) {
      return new ScheduledReports(release, metrics, tenants, new ReleaseRows(whole, queries));
    } catch (SQLException e) {
      throw new IllegalStateException("A connection that only read cannot fail to close", e);
    }
  }

  /** The active rows of all tenants, in the order of tenant and id. */
  public List<ReportRow> rows() {
    return List.copyOf(rows.values());
  }

  /** The active row of this id. */
  public Optional<ReportRow> row(String id) {
    return Optional.ofNullable(rows.get(id));
  }

  /** The release that all of it is read from. */
  public Manifest release() {
    return release;
  }

  /** Who is there, and what each may see. */
  public Audience audience() {
    return audience;
  }

  /**
   * Addresses of who answers for a report and hears what is wrong with it: its author while he is
   * there, otherwise the organisation's owners, otherwise its administrators.
   */
  public List<String> owners(ReportRow row) {
    return audience.people().owners(row.tenant(), Optional.ofNullable(creators.get(row.id())));
  }

  /** Who gets the report. */
  public Recipients recipients(ReportDefinition definition) {
    return audience
        .people()
        .recipients(
            definition.tenant(),
            new Addressees(definition.emails(), definition.users()),
            Optional.ofNullable(creators.get(definition.id())));
  }

  /** What the row is for the last period that this release covers. */
  public MadeReport make(ReportRow row) {
    if (row instanceof ReportRow.Broken broken) {
      return new Failed(broken.id(), broken.tenant(), broken.name(), broken.problems());
    }
    ReportDefinition definition = ((ReportRow.Valid) row).definition();
    return audience
        .organisations()
        .of(definition.tenant())
        .map(
            organisation ->
                make(definition, LocalDate.ofInstant(release.asOf(), organisation.zone())))
        .orElseGet(() -> failed(definition, obstacle(definition).orElseThrow()));
  }

  /**
   * What the definition is on a business date of the tenant: the last period that is complete when
   * that day begins.
   */
  public MadeReport make(ReportDefinition definition, LocalDate businessDate) {
    Optional<String> obstacle = obstacle(definition);
    Optional<Organisation> known = audience.organisations().of(definition.tenant());
    if (known.isEmpty()) {
      return failed(definition, obstacle.orElseThrow());
    }
    if (obstacle.isPresent()) {
      return new Held(definition, obstacle.get(), Optional.empty());
    }
    Organisation organisation = known.get();
    ClosedPeriod period = organisation.calendar().last(definition.period(), businessDate);
    if (release.asOf().isBefore(period.end())) {
      return new Held(
          definition,
          "release %d shows %s, before the period ends at %s"
              .formatted(release.release(), release.asOf(), period.end()),
          Optional.of(period.end()));
    }
    return compose(definition, organisation, period);
  }

  private MadeReport compose(
      ReportDefinition definition, Organisation organisation, ClosedPeriod period) {
    List<Metric> asked =
        definition.metrics().stream().map(id -> metrics.metric(id).orElseThrow()).toList();
    Provenance provenance =
        new Provenance(
            release.source(),
            release.release(),
            release.asOf(),
            definition.version() + "-" + metrics.definition(),
            release.daybook());
    try (Connection connection = tenants.open(organisation.id(), datasets)) {
      MetricAnswers answers = new MetricAnswers(connection, organisation.zone(), release.asOf());
      return new Made(
          definition,
          new ReportComposer(definition, asked, organisation, answers, goals, provenance)
              .compose(period));
    } catch (SQLException e) {
      throw new IllegalStateException("A connection that only read cannot fail to close", e);
    }
  }

  private Optional<String> obstacle(ReportDefinition definition) {
    return audience.organisations().obstacle(definition.tenant());
  }

  private static Failed failed(ReportDefinition definition, String reason) {
    return new Failed(definition.id(), definition.tenant(), definition.name(), reason);
  }
}
