package io.daybook.report.scheduled;

import io.daybook.audience.Addressees;
import io.daybook.audience.Asker;
import io.daybook.report.file.FileFormat;
import io.daybook.report.issue.Asked;
import io.daybook.report.issue.Made;
import io.daybook.report.issue.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A row of the source's scheduled reports; each metric is a part that can be left out. */
final class AskedRow implements Asked {
  private final ScheduledReports reports;
  private final ReportRow row;

  AskedRow(ScheduledReports reports, ReportRow row) {
    this.reports = reports;
    this.row = row;
  }

  private Optional<ReportDefinition> definition() {
    return row instanceof ReportRow.Valid valid
        ? Optional.of(valid.definition())
        : Optional.empty();
  }

  @Override
  public String id() {
    return row.id();
  }

  @Override
  public String tenant() {
    return row.tenant();
  }

  @Override
  public String title() {
    return row.name();
  }

  @Override
  public Optional<String> author() {
    return row.author();
  }

  @Override
  public Addressees addressees() {
    return definition()
        .map(each -> new Addressees(each.emails(), each.users()))
        .orElseGet(() -> new Addressees(List.of(), List.of()));
  }

  @Override
  public FileFormat format() {
    return definition().orElseThrow().format();
  }

  @Override
  public Scope whole() {
    return definition().map(reports::whole).orElseGet(() -> new Scope(Set.of()));
  }

  @Override
  public Optional<Scope> scope(Asker reader) {
    return definition().flatMap(each -> reports.scope(each, reader));
  }

  @Override
  public Made make(Scope scope, LocalDate businessDate) {
    return row instanceof ReportRow.Broken broken
        ? new Made.Failed(broken.problems())
        : reports.make(definition().orElseThrow(), scope, businessDate);
  }

  @Override
  public Set<String> datasets() {
    return definition().map(reports::datasets).orElse(Set.of());
  }

  @Override
  public List<String> remarks() {
    return definition().flatMap(each -> each.own().problem()).stream().toList();
  }
}
