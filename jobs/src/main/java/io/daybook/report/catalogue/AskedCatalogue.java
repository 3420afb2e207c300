package io.daybook.report.catalogue;

import io.daybook.audience.Addressees;
import io.daybook.audience.Asker;
import io.daybook.report.file.FileFormat;
import io.daybook.report.issue.Asked;
import io.daybook.report.issue.Made;
import io.daybook.report.issue.Scope;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A tenant's report of the catalogue: its numbers belong together, so it is shown whole or not. */
final class AskedCatalogue implements Asked {
  private final CatalogueReports reports;
  private final CatalogueReport report;
  private final String tenant;
  private final Map<String, String> values;
  private final FileFormat format;
  private final Addressees addressees;

  AskedCatalogue(
      CatalogueReports reports,
      CatalogueReport report,
      String tenant,
      Map<String, String> values,
      FileFormat format,
      Addressees addressees) {
    this.reports = reports;
    this.report = report;
    this.tenant = tenant;
    this.values = new TreeMap<>(values);
    this.format = format;
    this.addressees = addressees;
  }

  /** With what was asked: the statement of another customer is another report. */
  @Override
  public String id() {
    StringBuilder id = new StringBuilder("catalogue/").append(report.name());
    values.forEach((name, value) -> id.append('/').append(name).append('=').append(value));
    return id.toString();
  }

  @Override
  public String tenant() {
    return tenant;
  }

  @Override
  public String title() {
    return report.title();
  }

  @Override
  public Optional<String> author() {
    return Optional.empty();
  }

  @Override
  public Addressees addressees() {
    return addressees;
  }

  @Override
  public FileFormat format() {
    return format;
  }

  @Override
  public Scope whole() {
    return new Scope(report.areas());
  }

  @Override
  public Optional<Scope> scope(Asker reader) {
    return reader.role().sees(report.areas()) ? Optional.of(whole()) : Optional.empty();
  }

  @Override
  public Made make(Scope scope, LocalDate businessDate) {
    return reports.make(report, tenant, values, businessDate);
  }

  @Override
  public Set<String> datasets() {
    return report.datasets();
  }
}
