package io.daybook.report.catalogue;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Addressees;
import io.daybook.audience.Organisation;
import io.daybook.calendar.ClosedPeriod;
import io.daybook.calendar.TenantCalendar;
import io.daybook.config.Problems;
import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.catalogue.CatalogueReport.Parameter;
import io.daybook.report.file.FileFormat;
import io.daybook.report.issue.Asked;
import io.daybook.report.issue.Made;
import io.daybook.report.issue.ReleaseData;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Tenant;
import io.daybook.report.metric.Lacking;
import io.daybook.sql.Quoted;
import io.daybook.warehouse.Dataset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The catalogue's reports of one release: which there are, and what they say. For several threads.
 */
public final class CatalogueReports {
  private final ReleaseData data;
  private final Catalogue catalogue;

  /** Reports of a release. */
  public CatalogueReports(ReleaseData data, Catalogue catalogue) {
    this.data = requireNonNull(data, "data is null");
    this.catalogue = requireNonNull(catalogue, "catalogue is null");
  }

  /** All of them, by name. */
  public Collection<CatalogueReport> reports() {
    return catalogue.reports().values();
  }

  /** The report of this name. */
  public Optional<CatalogueReport> report(String name) {
    return Optional.ofNullable(catalogue.reports().get(name));
  }

  /**
   * A tenant's report for these people.
   *
   * @param values of its parameters, by name
   * @return empty where the source has no report of this name
   */
  public Optional<Asked> asked(
      String name,
      String tenant,
      Map<String, String> values,
      FileFormat format,
      Addressees addressees) {
    return report(name)
        .map(report -> new AskedCatalogue(this, report, tenant, values, format, addressees));
  }

  /**
   * What a report says on a day of the tenant: of the last period that is over when it begins.
   *
   * @param asked values of its parameters, by name
   */
  public Made make(
      CatalogueReport report, String tenant, Map<String, String> asked, LocalDate businessDate) {
    Optional<String> obstacle = data.audience().organisations().obstacle(tenant);
    Optional<Organisation> organisation = data.audience().organisations().of(tenant);
    if (obstacle.isPresent() || organisation.isEmpty()) {
      return new Made.Held(obstacle.orElse("there is no such organisation"), Optional.empty());
    }
    Optional<String> fault = fault(report, asked.keySet());
    if (fault.isPresent()) {
      return new Made.Failed(fault.get());
    }
    ClosedPeriod period = organisation.get().calendar().last(report.period(), businessDate);
    if (data.release().asOf().isBefore(period.end())) {
      return new Made.Held(
          "release %d shows %s, before the period ends at %s"
              .formatted(data.release().release(), data.release().asOf(), period.end()),
          Optional.of(period.end()));
    }
    return make(report, organisation.get(), asked, period);
  }

  private static Optional<String> fault(CatalogueReport report, Set<String> given) {
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, Parameter> each : report.parameters().entrySet()) {
      if (!given.contains(each.getKey())) {
        faults.add("it needs " + each.getKey() + ": " + each.getValue().title());
      }
    }
    for (String name : given) {
      if (!report.parameters().containsKey(name)) {
        faults.add("it knows no " + name + Problems.didYouMean(name, report.parameters().keySet()));
      }
    }
    return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", faults));
  }

  private Made make(
      CatalogueReport report,
      Organisation organisation,
      Map<String, String> asked,
      ClosedPeriod period) {
    Set<String> datasets = report.datasets();
    data.lately().asked(organisation.id(), datasets);
    try (Connection tenant = data.open(organisation.id(), datasets)) {
      AskedSql.define(tenant);
      Map<String, String> values = new LinkedHashMap<>();
      StringBuilder title = new StringBuilder(report.title());
      for (Map.Entry<String, Parameter> each : report.parameters().entrySet()) {
        String value = asked.get(each.getKey());
        Optional<String> name = name(tenant, each.getValue(), value);
        if (name.isEmpty()) {
          return new Made.Failed(
              "there is no %s %s in this organisation".formatted(each.getKey(), value));
        }
        values.put(each.getKey(), value);
        title.append(": ").append(name.get());
      }
      return new Made.Ready(
          Lacking.noted(
              new CatalogueComposer(report, tenant, values)
                  .compose(
                      title.toString(),
                      Tenant.of(organisation),
                      new DateSpan(period.from(), period.until()),
                      before(report, organisation.calendar(), period),
                      data.provenance(Sha256.version(report))),
              data.release().snapshot(),
              datasets));
    } catch (CatalogueComposer.Disagreement e) {
      return new Made.Failed(e.getMessage());
    } catch (SQLException e) {
      throw DaybookException.of(
              Code.ENGINE_FAILED,
              "Cannot compute the report " + report.name() + ": " + e.getMessage())
          .state("nothing was delivered")
          .next("mend sql/" + data.release().source() + "/reports/" + report.name())
          .cause(e)
          .build();
    }
  }

  /** The name that goes with a key; of several the first. */
  private static Optional<String> name(Connection tenant, Parameter parameter, String key)
      throws SQLException {
    String sql =
        "select min(coalesce(cast(%s as varchar), '')) as label from %s where cast(%s as varchar) = ?"
            .formatted(
                Quoted.name(parameter.label()),
                Dataset.quoted(parameter.dataset()),
                Quoted.name(parameter.key()));
    try (PreparedStatement statement = tenant.prepareStatement(sql)) {
      statement.setString(1, key);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return Optional.ofNullable(row.getString("label"));
      }
    }
  }

  private static Optional<DateSpan> before(
      CatalogueReport report, TenantCalendar calendar, ClosedPeriod period) {
    Optional<ClosedPeriod> before =
        switch (report.comparison()) {
          case NONE -> Optional.empty();
          case PREVIOUS_PERIOD -> Optional.of(calendar.previous(period));
          case PREVIOUS_YEAR -> Optional.of(calendar.yearBefore(period));
        };
    return before.map(each -> new DateSpan(each.from(), each.until()));
  }
}
