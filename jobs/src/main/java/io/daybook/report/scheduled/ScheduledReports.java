package io.daybook.report.scheduled;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Addressees;
import io.daybook.audience.Asker;
import io.daybook.audience.Organisation;
import io.daybook.audience.Recipients;
import io.daybook.audience.ReleaseRows;
import io.daybook.calendar.ClosedPeriod;
import io.daybook.report.issue.Asked;
import io.daybook.report.issue.Made;
import io.daybook.report.issue.ReleaseData;
import io.daybook.report.issue.Scope;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Tenant;
import io.daybook.report.metric.Lacking;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.MetricAnswers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduled reports of one release: who asks for which, and what they are. Safe for several
 * threads.
 */
public final class ScheduledReports {
  private static final Logger log = LoggerFactory.getLogger(ScheduledReports.class);

  private final ReleaseData data;
  private final Goals goals;
  private final Map<String, ReportRow> rows = new LinkedHashMap<>();

  /** Reads the definitions of a release. */
  public ScheduledReports(ReleaseData data, ReleaseRows source) {
    this.data = requireNonNull(data, "data is null");
    this.goals = new Goals(source.rows("targets"));
    for (Map<String, String> columns : source.rows("scheduled")) {
      ReportRow row = DefinitionReader.read(data.metrics(), columns);
      if (row.id().isBlank() || row.tenant().isBlank()) {
        log.warn("Cannot use a row of scheduled reports: it has no id or no tenant");
      } else {
        rows.put(row.id(), row);
      }
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

  /** The report of this id, for whom its row names. */
  public Optional<Asked> asked(String id) {
    return row(id).map(row -> new AskedRow(this, row));
  }

  /** All that is wrong with a report or keeps it back, one line each. */
  public List<String> problems(ReportRow row) {
    List<String> problems = new ArrayList<>();
    if (row instanceof ReportRow.Broken broken) {
      problems.add(broken.problems());
    }
    obstacle(row.tenant()).ifPresent(problems::add);
    if (row instanceof ReportRow.Valid valid) {
      valid.definition().own().problem().ifPresent(problems::add);
    }
    if (obstacle(row.tenant()).isEmpty()) {
      data.audience()
          .organisations()
          .of(row.tenant())
          .flatMap(this::dates)
          .ifPresent(problems::add);
    }
    return problems;
  }

  private Optional<String> dates(Organisation organisation) {
    Tenant tenant = Tenant.of(organisation);
    return Formats.of(tenant).hasDatesInWords()
        ? Optional.empty()
        : Optional.of(
            "dates are written as 2026-11-28: the font of reports lacks the letters of locale "
                + tenant.locale().toLanguageTag());
  }

  /** How many reports say a time of their own that cannot be meant. */
  public long withoutOwnTime() {
    return rows.values().stream()
        .filter(ReportRow.Valid.class::isInstance)
        .filter(row -> ((ReportRow.Valid) row).definition().own().problem().isPresent())
        .count();
  }

  /** Who gets the report, if they may see any of it. */
  public Recipients recipients(ReportDefinition definition) {
    return data.audience()
        .people()
        .recipients(
            definition.tenant(),
            new Addressees(definition.emails(), definition.users()),
            definition.author());
  }

  /** All that the row is for the last period that this release covers. */
  public Made make(ReportRow row) {
    Optional<LocalDate> today = data.today(row.tenant());
    if (row instanceof ReportRow.Valid valid && today.isPresent()) {
      return make(valid.definition(), today.get());
    }
    return new Made.Failed(
        row instanceof ReportRow.Broken broken
            ? broken.problems()
            : obstacle(row.tenant()).orElseThrow());
  }

  /** All that the definition is on a day of the tenant. */
  public Made make(ReportDefinition definition, LocalDate businessDate) {
    return make(definition, whole(definition), businessDate);
  }

  /** Areas of what it shows. */
  Scope whole(ReportDefinition definition) {
    Set<String> areas = new TreeSet<>();
    metrics(definition).forEach(metric -> data.metrics().area(metric).ifPresent(areas::add));
    return new Scope(areas);
  }

  /** What it reads. */
  Set<String> datasets(ReportDefinition definition) {
    return data.metrics().datasets(definition.metrics());
  }

  private List<Metric> metrics(ReportDefinition definition) {
    return definition.metrics().stream()
        .map(id -> data.metrics().metric(id).orElseThrow())
        .toList();
  }

  /** Its metrics whose areas the reader sees; nothing for who sees none of the areas. */
  Optional<Scope> scope(ReportDefinition definition, Asker reader) {
    Scope whole = whole(definition);
    Set<String> seen = new TreeSet<>(whole.areas());
    seen.retainAll(reader.role().areas());
    return Optional.of(new Scope(seen))
        .filter(scope -> !scope.areas().isEmpty() || whole.areas().isEmpty());
  }

  /**
   * The definition on a day of the tenant: the last period that is complete when that day begins.
   *
   * @param scope what of it is shown
   */
  Made make(ReportDefinition definition, Scope scope, LocalDate businessDate) {
    Optional<String> obstacle = obstacle(definition.tenant());
    Optional<Organisation> known = data.audience().organisations().of(definition.tenant());
    if (known.isEmpty()) {
      return new Made.Failed(obstacle.orElseThrow());
    }
    if (obstacle.isPresent()) {
      return new Made.Held(obstacle.get(), Optional.empty());
    }
    Organisation organisation = known.get();
    ClosedPeriod period = organisation.calendar().last(definition.period(), businessDate);
    if (data.release().asOf().isBefore(period.end())) {
      return new Made.Held(
          "release %d shows %s, before the period ends at %s"
              .formatted(data.release().release(), data.release().asOf(), period.end()),
          Optional.of(period.end()));
    }
    return composed(definition, scope, organisation, period);
  }

  /** Whatever a row holds that nobody foresaw fails its report alone, and its owner is told. */
  private Made composed(
      ReportDefinition definition, Scope scope, Organisation organisation, ClosedPeriod period) {
    try {
      return compose(definition, scope, organisation, period);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      log.warn("Cannot make the report {}", definition.id(), e);
      return new Made.Failed("it cannot be made as it is defined: " + e.getMessage());
    }
  }

  private Made compose(
      ReportDefinition definition, Scope scope, Organisation organisation, ClosedPeriod period) {
    List<Metric> asked = metrics(definition);
    List<Metric> shown =
        asked.stream()
            .filter(metric -> data.metrics().area(metric).map(scope.areas()::contains).orElse(true))
            .toList();
    Set<String> datasets = data.metrics().datasets(shown.stream().map(Metric::id).toList());
    try (Connection connection = data.open(organisation.id(), datasets)) {
      MetricAnswers answers =
          new MetricAnswers(connection, organisation.zone(), data.release().asOf());
      return new Made.Ready(
          Lacking.noted(
              new ReportComposer(
                      definition,
                      shown,
                      asked.size() - shown.size(),
                      organisation,
                      answers,
                      goals,
                      data.provenance(definition.version()))
                  .compose(period),
              data.release().snapshot(),
              datasets));
    } catch (SQLException e) {
      throw new IllegalStateException("A connection that only read cannot fail to close", e);
    }
  }

  private Optional<String> obstacle(String tenant) {
    return data.audience().organisations().obstacle(tenant);
  }
}
