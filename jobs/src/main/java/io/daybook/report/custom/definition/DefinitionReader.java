package io.daybook.report.custom.definition;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.Metrics;
import io.daybook.report.metric.Subject;
import io.daybook.report.metric.TimeStep;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads definitions, today's and the application's old ones. It is strict: what it does not know it
 * refuses, and it tells every problem at once. Safe for several threads.
 */
public final class DefinitionReader {
  static final int LONGEST_ID = 64;
  static final int LONGEST_TITLE = 120;
  static final int MOST_METRICS = 20;
  static final int MOST_COLUMNS = 50;
  static final int MOST_AXES = 4;
  static final int MOST_KEYS = 5;

  /** Days of the longest period. */
  static final int MOST_DAYS = 20 * 366;

  private static final List<String> KEYS =
      List.of(
          "title",
          "source",
          "metrics",
          "columns",
          "dimensions",
          "filter",
          "period",
          "comparison",
          "sort",
          "limit",
          "totals",
          "pivot",
          "chart");

  private final Metrics catalogue;

  public DefinitionReader(Metrics catalogue) {
    this.catalogue = requireNonNull(catalogue, "catalogue is null");
  }

  /**
   * What became of a text.
   *
   * @param definition there when there is no problem
   * @param problems all that is wrong, at most a hundred, in no order
   */
  public record Reading(Optional<Definition> definition, List<Problem> problems) {
    public Reading {
      requireNonNull(definition, "definition is null");
      problems = List.copyOf(problems);
    }

    /** All problems in one line. */
    public String text() {
      return problems.stream().map(Problem::text).collect(Collectors.joining("; "));
    }
  }

  /** Reads a text without failing. */
  public Reading read(String text) {
    requireNonNull(text, "text is null");
    Findings findings = new Findings();
    Optional<Json> json = JsonText.read(text, findings);
    if (json.isEmpty()) {
      return new Reading(Optional.empty(), findings.all());
    }
    Shape shape = Shape.of("", json.get(), findings);
    if (!OldShape.is(shape)) {
      return reading(new OneReading(shape, findings).read(), findings);
    }
    OldShape old = new OldShape(shape, catalogue, findings);
    Findings today = new Findings();
    Optional<Definition> definition =
        new OneReading(Shape.of("", old.today(), today), today).read();
    for (Problem problem : today.all()) {
      if (problem.isShape()) {
        findings.shape(old.place(problem.pointer()), problem.message());
      } else {
        findings.meaning(old.place(problem.pointer()), problem.message());
      }
    }
    return reading(definition, findings);
  }

  private static Reading reading(Optional<Definition> definition, Findings findings) {
    return new Reading(findings.isEmpty() ? definition : Optional.empty(), findings.all());
  }

  /**
   * Reads a text that must be right.
   *
   * @param name of the report, for the message
   * @throws DaybookException DEF_REPORT with every problem
   */
  public Definition require(String name, String text) {
    Reading reading = read(text);
    if (reading.definition().isPresent()) {
      return reading.definition().get();
    }
    int count = reading.problems().size();
    throw DaybookException.of(
            Code.DEF_REPORT,
            "Cannot read the definition of %s: %s"
                .formatted(name, count == 1 ? "1 problem" : count + " problems"))
        .line(
            "found",
            reading.problems().stream().map(Problem::text).collect(Collectors.joining("\n")))
        .state("nothing was asked")
        .next("mend the places above; daybook metrics lists what can be asked")
        .build();
  }

  /** The reading of one text. */
  private final class OneReading {
    private final Shape shape;
    private final Findings findings;
    private Optional<Subject> source = Optional.empty();
    private List<Metric> metrics = List.of();
    private List<Subject.Field> columns = List.of();

    OneReading(Shape shape, Findings findings) {
      this.shape = shape;
      this.findings = findings;
    }

    Optional<Definition> read() {
      shape.only(KEYS);
      source = source();
      metrics = metrics();
      columns = columns();
      if (metrics.isEmpty() && columns.isEmpty() && findings.isEmpty()) {
        findings.shape("", "asks for nothing: give metrics, or a source and columns");
      }
      List<Axis> axes = axes();
      Optional<Filter> filter =
          shape.has("filter")
              ? new FilterReader(findings, this::filterAxis)
                  .read(shape.at("filter"), shape.members().get("filter"))
              : Optional.empty();
      Optional<Period> period = period();
      Comparison comparison = comparison();
      List<Definition.SortKey> sort = sort(axes);
      int limit = limit();
      boolean totals = shape.truth("totals", true);
      Optional<Axis> pivot = pivot(axes);
      Optional<Definition.ChartAsked> chart = chart();
      if (!findings.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new Definition(
              shape.text("title", LONGEST_TITLE).map(String::strip).filter(text -> !text.isEmpty()),
              source,
              metrics,
              columns,
              axes,
              filter,
              period,
              comparison,
              sort,
              limit,
              totals,
              pivot,
              chart));
    }

    private Optional<Subject> source() {
      shape.text("title", LONGEST_TITLE);
      Optional<String> name = shape.text("source", LONGEST_ID);
      Optional<Subject> subject = name.map(catalogue.subjects()::get);
      if (name.isPresent() && subject.isEmpty()) {
        unknown(shape.at("source"), "source", name.get(), catalogue.subjects().keySet());
      }
      return subject;
    }

    private void unknown(String pointer, String what, String name, Set<String> known) {
      findings.meaning(
          pointer,
          "there is no %s %s%s"
              .formatted(what, Findings.shown(name), Findings.didYouMean(name, known)));
    }

    private List<Metric> metrics() {
      List<Metric> found = new ArrayList<>();
      for (String id : ids("metrics", MOST_METRICS)) {
        Optional<Metric> metric = catalogue.metric(id);
        metric.ifPresent(found::add);
        if (metric.isEmpty()) {
          unknown(place("metrics", id), "metric", id, catalogue.byId().keySet());
        }
      }
      return found;
    }

    private List<Subject.Field> columns() {
      List<Subject.Field> found = new ArrayList<>();
      List<String> ids = ids("columns", MOST_COLUMNS);
      if (!ids.isEmpty() && !shape.has("source")) {
        findings.shape(shape.at("source"), "is missing: columns are those of a source");
      }
      if (shape.has("source") && !shape.has("columns")) {
        findings.shape(shape.at("columns"), "is missing: a source needs columns");
      }
      if (shape.members().get("columns") instanceof Json.Items list && list.items().isEmpty()) {
        findings.shape(shape.at("columns"), "is empty");
      }
      boolean grouped = shape.has("dimensions") || shape.has("metrics");
      for (String id : ids) {
        Optional<Subject.Field> field = source.map(Subject::fields).map(all -> all.get(id));
        if (field.isEmpty() && source.isPresent()) {
          unknown(
              place("columns", id),
              "column of " + source.get().name(),
              id,
              source.get().fields().keySet());
        } else if (field.isPresent() && grouped && !field.get().isSummed()) {
          findings.meaning(
              place("columns", id),
              id + " cannot be added up; leave it out, or make it a dimension");
        } else {
          field.ifPresent(found::add);
        }
      }
      return found;
    }

    /** The texts of a list, each once. */
    private List<String> ids(String member, int most) {
      Set<String> ids = new LinkedHashSet<>();
      List<Json> items = shape.items(member, most);
      for (int i = 0; i < items.size(); i++) {
        String at = Findings.at(shape.at(member), i);
        Optional<String> id = Shape.text(at, items.get(i), LONGEST_ID, findings);
        if (id.isPresent() && !ids.add(id.get())) {
          findings.shape(at, "stands in the list twice");
        }
      }
      return List.copyOf(ids);
    }

    /** The pointer of the item that holds this text. */
    private String place(String member, String id) {
      List<Json> items = shape.items(member, Integer.MAX_VALUE);
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i) instanceof Json.Text text && text.text().equals(id)) {
          return Findings.at(shape.at(member), i);
        }
      }
      return shape.at(member);
    }

    private List<Axis> axes() {
      List<Axis> axes = new ArrayList<>();
      for (String id : ids("dimensions", MOST_AXES)) {
        axis(place("dimensions", id), id, true).ifPresent(axes::add);
      }
      return axes;
    }

    private Optional<Axis> filterAxis(String pointer, String id) {
      return axis(pointer, id, false);
    }

    /** What a name means for everything that the definition asks for. */
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
                  unknown(pointer, "dimension", id, askable());
                }
                return Optional.empty();
              });
    }

    private Optional<Axis> own(String pointer, Subject.Field field, boolean groups) {
      boolean isNoGroup =
          field.unit().isPresent()
              || field.type().kind() == io.daybook.schema.DataType.Kind.TIMESTAMP;
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
        findings.meaning(pointer, step.id() + " is no field; name days by the period");
        return Optional.empty();
      }
      for (Metric metric : metrics) {
        if (metric.definition() instanceof Metric.Computed computed
            && !(computed.when() instanceof Metric.During)) {
          findings.meaning(pointer, metric.id() + " is a level of one day, it has no " + step.id());
        }
      }
      if (usesSource() && source.get().date().isEmpty()) {
        findings.meaning(pointer, source.get().name() + " has no date");
      }
      return Optional.of(new Axis.Time(step));
    }

    private boolean usesSource() {
      return source.isPresent();
    }

    private boolean isReachable(String pointer, Axis.Shared axis) {
      boolean reachable = true;
      for (Metric metric : metrics) {
        Optional<Subject> subject = subject(metric);
        if (subject.isPresent() && !subject.get().groupings().containsKey(axis.id())) {
          findings.meaning(
              pointer,
              "%s cannot be asked by %s%s"
                  .formatted(metric.id(), axis.id(), instead(subject.get())));
          reachable = false;
        }
      }
      if (usesSource() && !source.get().groupings().containsKey(axis.id())) {
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

    private Optional<Period> period() {
      Json json = shape.members().get("period");
      if (json == null) {
        requirePeriod();
        return Optional.empty();
      }
      if (usesSource() && source.get().date().isEmpty()) {
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
      if (span.days() > MOST_DAYS) {
        findings.meaning(
            shape.at("period"), "has %d days, %d at most".formatted(span.days(), MOST_DAYS));
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

    private Comparison comparison() {
      Comparison comparison =
          shape
              .word("comparison", Comparison.ids())
              .flatMap(Comparison::of)
              .orElse(Comparison.NONE);
      if (comparison != Comparison.NONE && !shape.has("period")) {
        findings.meaning(shape.at("comparison"), "needs a period");
      }
      if (comparison != Comparison.NONE && metrics.isEmpty() && !shape.has("dimensions")) {
        findings.meaning(shape.at("comparison"), "has no meaning for a list of rows");
      }
      if (comparison != Comparison.NONE && shape.has("pivot")) {
        findings.meaning(shape.at("comparison"), "has no room beside a pivot");
      }
      return comparison;
    }

    private List<Definition.SortKey> sort(List<Axis> axes) {
      List<Definition.SortKey> keys = new ArrayList<>();
      List<Json> items = shape.items("sort", MOST_KEYS);
      for (int i = 0; i < items.size(); i++) {
        Shape key = Shape.of(Findings.at(shape.at("sort"), i), items.get(i), findings);
        key.only(List.of("by", "direction"));
        if (items.get(i) instanceof Json.Members && !key.has("by")) {
          findings.shape(key.at("by"), "is missing");
        }
        Optional<String> by = key.text("by", LONGEST_ID);
        boolean descending =
            key.word("direction", List.of("asc", "desc")).orElse("asc").equals("desc");
        Set<String> known = sortable(axes);
        if (by.isPresent() && !known.contains(by.get())) {
          findings.meaning(
              key.at("by"),
              "%s is no column of the report%s"
                  .formatted(Findings.shown(by.get()), Findings.didYouMean(by.get(), known)));
        }
        by.ifPresent(id -> keys.add(new Definition.SortKey(id, descending)));
      }
      return keys;
    }

    private Set<String> sortable(List<Axis> axes) {
      Set<String> ids = new LinkedHashSet<>();
      axes.forEach(axis -> ids.add(axis.id()));
      metrics.forEach(metric -> ids.add(metric.id()));
      columns.forEach(field -> ids.add(field.column()));
      if (metrics.isEmpty() && axes.isEmpty() && source.isPresent()) {
        ids.addAll(source.get().fields().keySet());
      }
      return ids;
    }

    private int limit() {
      Json json = shape.members().get("limit");
      if (json == null) {
        return Definition.USUAL_ROWS;
      }
      if (!(json instanceof Json.Numeric number)) {
        findings.shape(shape.at("limit"), "is " + json.kind() + ", a number is needed");
        return 1;
      }
      boolean isWhole = number.value().stripTrailingZeros().scale() <= 0;
      boolean isWithin =
          number.value().signum() > 0
              && number.value().compareTo(java.math.BigDecimal.valueOf(Definition.MOST_ROWS)) <= 0;
      if (!isWhole || !isWithin) {
        findings.shape(shape.at("limit"), "is no whole number from 1 to " + Definition.MOST_ROWS);
        return 1;
      }
      return number.value().intValueExact();
    }

    private Optional<Axis> pivot(List<Axis> axes) {
      Optional<String> id = shape.text("pivot", LONGEST_ID);
      Optional<Axis> pivot =
          id.flatMap(name -> axes.stream().filter(axis -> axis.id().equals(name)).findFirst());
      if (id.isPresent() && pivot.isEmpty()) {
        Set<String> known = axes.stream().map(Axis::id).collect(Collectors.toSet());
        findings.meaning(
            shape.at("pivot"),
            Findings.shown(id.get())
                + " is none of the dimensions"
                + Findings.didYouMean(id.get(), known));
      }
      return pivot;
    }

    private Optional<Definition.ChartAsked> chart() {
      if (!shape.has("chart")) {
        return Optional.empty();
      }
      Json json = shape.members().get("chart");
      Shape chart = Shape.of(shape.at("chart"), json, findings);
      if (!(json instanceof Json.Members)) {
        return Optional.empty();
      }
      chart.only(List.of("metric", "kind", "step"));
      Chart.Kind kind =
          Chart.Kind.valueOf(
              chart.word("kind", List.of("line", "bar")).orElse("bar").toUpperCase(Locale.ROOT));
      TimeStep step =
          chart
              .word("step", List.of("day", "week", "month"))
              .flatMap(TimeStep::of)
              .orElse(TimeStep.DAY);
      if (!chart.has("metric")) {
        findings.shape(chart.at("metric"), "is missing");
      }
      Optional<String> id = chart.text("metric", LONGEST_ID);
      Optional<Metric> metric =
          id.flatMap(name -> metrics.stream().filter(each -> each.id().equals(name)).findFirst());
      if (id.isPresent() && metric.isEmpty()) {
        findings.meaning(
            chart.at("metric"), Findings.shown(id.get()) + " is none of the report's metrics");
      } else if (metric.isPresent() && metric.get().additivity() != Metric.Additivity.ADDITIVE) {
        findings.meaning(
            chart.at("metric"), metric.get().id() + " does not add up over days, it has no chart");
        return Optional.empty();
      }
      return metric.map(each -> new Definition.ChartAsked(each, kind, step));
    }
  }
}
