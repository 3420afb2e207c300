package io.daybook.report.custom.definition;

import io.daybook.report.layout.DateSpan;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.Subject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads the days that a definition covers. */
final class PeriodReader {
  private final Shape shape;
  private final Findings findings;
  private final List<Metric> metrics;
  private final Optional<Subject> source;

  PeriodReader(Shape shape, Findings findings, List<Metric> metrics, Optional<Subject> source) {
    this.shape = shape;
    this.findings = findings;
    this.metrics = metrics;
    this.source = source;
  }

  /** The days; empty, and maybe a problem, where nothing is said. */
  Optional<Period> read() {
    Json json = shape.members().get("period");
    if (json == null) {
      requirePeriod();
      return Optional.empty();
    }
    if (source.isPresent() && source.get().date().isEmpty()) {
      findings.meaning(shape.at("period"), source.get().name() + " has no date");
    }
    if (json instanceof Json.Text) {
      return shape
          .word("period", Period.Name.ids())
          .flatMap(Period.Name::of)
          .map(Period.Named::new);
    }
    Shape days = Shape.of(shape.at("period"), json, findings);
    if (!(json instanceof Json.Members)) {
      return Optional.empty();
    }
    days.only(List.of("from", "to"));
    Optional<LocalDate> from = day(days, "from");
    Optional<LocalDate> to = day(days, "to");
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (to.get().isBefore(from.get())) {
      findings.meaning(days.at("to"), "is before the first day");
      return Optional.empty();
    }
    DateSpan span = new DateSpan(from.get(), to.get().plusDays(1));
    if (span.days() > DefinitionReader.MOST_DAYS) {
      findings.meaning(
          shape.at("period"),
          "has %d days, %d at most".formatted(span.days(), DefinitionReader.MOST_DAYS));
      return Optional.empty();
    }
    return Optional.of(new Period.Days(span));
  }

  private Optional<LocalDate> day(Shape days, String member) {
    if (!days.has(member)) {
      findings.shape(days.at(member), "is missing");
      return Optional.empty();
    }
    Json json = days.members().get(member);
    if (!(json instanceof Json.Text)) {
      findings.shape(days.at(member), "is " + json.kind() + ", a date is needed");
      return Optional.empty();
    }
    return Values.date(days.at(member), json, findings);
  }

  private void requirePeriod() {
    for (Metric metric : metrics) {
      if (metric.definition() instanceof Metric.Computed computed
          && computed.when() instanceof Metric.During) {
        findings.meaning(shape.at("period"), "is missing; " + metric.id() + " goes by days");
        return;
      }
    }
  }
}
