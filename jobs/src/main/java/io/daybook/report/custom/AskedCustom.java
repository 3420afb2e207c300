package io.daybook.report.custom;

import io.daybook.audience.Addressees;
import io.daybook.audience.Asker;
import io.daybook.audience.Role;
import io.daybook.report.custom.definition.Definition;
import io.daybook.report.file.FileFormat;
import io.daybook.report.issue.Asked;
import io.daybook.report.issue.Made;
import io.daybook.report.issue.ReleaseData;
import io.daybook.report.issue.Scope;
import io.daybook.report.metric.Subject;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A custom report that is sent, in the name of who made it. It is one answer to one question: who
 * may not see all of it gets none of it.
 */
final class AskedCustom implements Asked {
  /** Keeps its ids apart from those of scheduled reports. */
  private static final String PREFIX = "custom/";

  private final CustomReports reports;
  private final ReleaseData data;
  private final CustomReport report;
  private final FileFormat format;
  private final Addressees addressees;

  AskedCustom(
      CustomReports reports,
      ReleaseData data,
      CustomReport report,
      FileFormat format,
      Addressees addressees) {
    this.reports = reports;
    this.data = data;
    this.report = report;
    this.format = format;
    this.addressees = addressees;
  }

  @Override
  public String id() {
    return PREFIX + report.id();
  }

  @Override
  public String tenant() {
    return report.tenant();
  }

  @Override
  public String title() {
    return report.name();
  }

  @Override
  public Optional<String> author() {
    return report.creator();
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
    return new Scope(report.reading().definition().map(this::areas).orElse(Set.of()));
  }

  @Override
  public Set<String> datasets() {
    return report.reading().definition().map(Definition::datasets).orElse(Set.of());
  }

  private Set<String> areas(Definition definition) {
    Set<String> areas = new TreeSet<>();
    definition.source().map(Subject::area).ifPresent(areas::add);
    definition.metrics().forEach(metric -> data.metrics().area(metric).ifPresent(areas::add));
    return areas;
  }

  @Override
  public Optional<Scope> scope(Asker reader) {
    return Optional.of(whole())
        .filter(scope -> report.isFor(reader) && reader.role().sees(scope.areas()));
  }

  /** It can never show more than its maker may see. */
  @Override
  public Made make(Scope scope, LocalDate businessDate) {
    Optional<Asker> creator = reports.creator(report);
    if (creator.isEmpty()) {
      return new Made.Held(
          "who made it is not an active user: somebody else has to make it anew", Optional.empty());
    }
    Role role = creator.get().role();
    Set<String> seen = new TreeSet<>(role.areas());
    seen.retainAll(scope.areas());
    return reports.make(
        report,
        new Asker(
            report.tenant(),
            creator.get().users(),
            new Role(role.name(), seen, role.isAnswering())),
        Optional.of(businessDate));
  }
}
