package io.daybook.report.custom.definition;

import io.daybook.report.metric.Metric;
import io.daybook.report.metric.Metrics;
import io.daybook.report.metric.Subject;
import io.daybook.report.metric.TimeStep;
import io.daybook.schema.DataType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what the names of a definition mean for everything that it asks for. */
final class AxisReader {
  private final Metrics catalogue;
  private final Findings findings;
  private final List<Metric> metrics;
  private final Optional<Subject> source;

  AxisReader(Metrics catalogue, Findings findings, List<Metric> metrics, Optional<Subject> source) {
    this.catalogue = catalogue;
    this.findings = findings;
    this.metrics = metrics;
    this.source = source;
  }

  /** What rows are split by. */
  Optional<Axis> group(String pointer, String id) {
    return axis(pointer, id, true);
  }

  /** What rows are filtered by. */
  Optional<Axis> filter(String pointer, String id) {
    return axis(pointer, id, false);
  }

  private Optional<Axis> axis(String pointer, String id, boolean groups) {
    Optional<TimeStep> step = TimeStep.of(id);
    boolean ownColumn =
        metrics.isEmpty() && source.isPresent() && source.get().fields().containsKey(id);
    if (ownColumn) {
      return own(pointer, source.get().fields().get(id), groups);
    }
    if (step.isPresent()) {
      return time(pointer, step.get(), groups);
    }
    return Optional.ofNullable(catalogue.dimensions().get(id))
        .map(Axis.Shared::new)
        .filter(shared -> isReachable(pointer, shared))
        .map(Axis.class::cast)
        .or(
            () -> {
              if (!catalogue.dimensions().containsKey(id)) {
                findings.unknown(pointer, "dimension", id, askable());
              }
              return Optional.empty();
            });
  }

  private Optional<Axis> own(String pointer, Subject.Field field, boolean groups) {
    boolean isNoGroup = field.unit().isPresent() || field.type().kind() == DataType.Kind.TIMESTAMP;
    if (groups && isNoGroup) {
      findings.meaning(
          pointer,
          field.column()
              + (field.unit().isPresent()
                  ? " is a number, nothing can be grouped by it"
                  : " is an instant; group by day, week, month, quarter or year"));
      return Optional.empty();
    }
    return Optional.of(new Axis.Own(field));
  }

  private Optional<Axis> time(String pointer, TimeStep step, boolean groups) {
    if (!groups) {
      findings.meaning(pointer, step.id() + " is not a field; name days by the period");
      return Optional.empty();
    }
    for (Metric metric : metrics) {
      if (metric.definition() instanceof Metric.Computed computed
          && !(computed.when() instanceof Metric.During)) {
        findings.meaning(pointer, metric.id() + " is a level of one day, it has no " + step.id());
      }
    }
    if (source.isPresent() && source.get().date().isEmpty()) {
      findings.meaning(pointer, source.get().name() + " has no date");
    }
    return Optional.of(new Axis.Time(step));
  }

  private boolean isReachable(String pointer, Axis.Shared axis) {
    boolean reachable = true;
    for (Metric metric : metrics) {
      Optional<Subject> subject = subject(metric);
      if (subject.isPresent() && !subject.get().groupings().containsKey(axis.id())) {
        findings.meaning(
            pointer,
            "%s cannot be asked by %s%s".formatted(metric.id(), axis.id(), instead(subject.get())));
        reachable = false;
      }
    }
    if (source.isPresent() && !source.get().groupings().containsKey(axis.id())) {
      findings.meaning(
          pointer,
          "%s cannot be asked by %s%s"
              .formatted(source.get().name(), axis.id(), instead(source.get())));
      reachable = false;
    }
    return reachable;
  }

  private static String instead(Subject subject) {
    return subject.groupings().isEmpty()
        ? ""
        : "; it knows " + String.join(", ", subject.groupings().keySet());
  }

  private Optional<Subject> subject(Metric metric) {
    return metric.definition() instanceof Metric.Computed computed
        ? catalogue.over(computed.from())
        : Optional.empty();
  }

  private Set<String> askable() {
    Set<String> known = new LinkedHashSet<>(catalogue.dimensions().keySet());
    for (TimeStep step : TimeStep.values()) {
      known.add(step.id());
    }
    source.ifPresent(subject -> known.addAll(subject.fields().keySet()));
    return known;
  }
}
