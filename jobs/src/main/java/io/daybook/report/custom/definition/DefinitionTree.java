package io.daybook.report.custom.definition;

import io.daybook.report.layout.Chart;
import io.daybook.report.layout.OneLine;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.Metrics;
import io.daybook.report.metric.Subject;
import io.daybook.report.metric.TimeStep;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one definition into its tree; every part is read, whatever is wrong with the others. */
final class DefinitionTree {
  private final Metrics catalogue;
  private final Shape shape;
  private final Findings findings;
  private Optional<Subject> source = Optional.empty();
  private List<Metric> metrics = List.of();
  private List<Subject.Field> columns = List.of();

  DefinitionTree(Metrics catalogue, Shape shape, Findings findings) {
    this.catalogue = catalogue;
    this.shape = shape;
    this.findings = findings;
  }

  Optional<Definition> read() {
    shape.only(ShapeKeys.TODAY, ShapeKeys.OLD_IN_TODAY);
    Optional<String> title = title();
    source = source();
    metrics = metrics();
    columns = columns();
    if (metrics.isEmpty() && columns.isEmpty() && findings.isEmpty()) {
      findings.meaning("", "asks for nothing: give metrics, or a source and columns");
    }
    AxisReader names = new AxisReader(catalogue, findings, metrics, source);
    List<Axis> axes = axes(names);
    Optional<Filter> filter =
        shape.has("filter")
            ? new FilterReader(findings, names::filter)
                .read(shape.at("filter"), shape.members().get("filter"))
            : Optional.empty();
    Optional<Period> period = new PeriodReader(shape, findings, metrics, source).read();
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
            title,
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

  private Optional<String> title() {
    Optional<String> title = shape.text("title", DefinitionReader.LONGEST_TITLE).map(OneLine::of);
    if (title.isPresent() && title.get().isEmpty()) {
      findings.meaning(shape.at("title"), "has nothing that can be seen");
    }
    return title;
  }

  private Optional<Subject> source() {
    Optional<String> name = shape.text("source", DefinitionReader.LONGEST_ID);
    Optional<Subject> subject = name.map(catalogue.subjects()::get);
    if (name.isPresent() && subject.isEmpty()) {
      findings.unknown(shape.at("source"), "source", name.get(), catalogue.subjects().keySet());
    }
    return subject;
  }

  private List<Metric> metrics() {
    List<Metric> found = new ArrayList<>();
    for (String id : ids("metrics", DefinitionReader.MOST_METRICS)) {
      Optional<Metric> metric = catalogue.metric(id);
      metric.ifPresent(found::add);
      if (metric.isEmpty()) {
        findings.unknown(place("metrics", id), "metric", id, catalogue.byId().keySet());
      }
      metric.ifPresent(each -> requireSubject(id, each));
    }
    return found;
  }

  /** Who may see a number is said of the dataset that it is taken of. */
  private void requireSubject(String id, Metric metric) {
    if (metric.definition() instanceof Metric.Computed computed
        && catalogue.over(computed.from()).isEmpty()) {
      findings.meaning(
          place("metrics", id),
          "%s can be asked by nobody: metrics.yml has no dataset over %s"
              .formatted(id, computed.from()));
    }
  }

  private List<Subject.Field> columns() {
    List<Subject.Field> found = new ArrayList<>();
    List<String> ids = ids("columns", DefinitionReader.MOST_COLUMNS);
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
        findings.unknown(
            place("columns", id),
            "column of " + source.get().name(),
            id,
            source.get().fields().keySet());
      } else if (field.isPresent() && grouped && !field.get().isSummed()) {
        findings.meaning(
            place("columns", id), id + " cannot be added up; leave it out, or make it a dimension");
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
      Optional<String> id = Shape.text(at, items.get(i), DefinitionReader.LONGEST_ID, findings);
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

  private List<Axis> axes(AxisReader names) {
    List<Axis> axes = new ArrayList<>();
    for (String id : ids("dimensions", DefinitionReader.MOST_AXES)) {
      names.group(place("dimensions", id), id).ifPresent(axes::add);
    }
    return axes;
  }

  private Comparison comparison() {
    Comparison comparison =
        shape.word("comparison", Comparison.ids()).flatMap(Comparison::of).orElse(Comparison.NONE);
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
    List<Json> items = shape.items("sort", DefinitionReader.MOST_KEYS);
    for (int i = 0; i < items.size(); i++) {
      Shape key = Shape.of(Findings.at(shape.at("sort"), i), items.get(i), findings);
      key.only(List.of("by", "direction"));
      if (items.get(i) instanceof Json.Members && !key.has("by")) {
        findings.shape(key.at("by"), "is missing");
      }
      Optional<String> by = key.text("by", DefinitionReader.LONGEST_ID);
      boolean descending =
          key.word("direction", List.of("asc", "desc")).orElse("asc").equals("desc");
      Set<String> known = sortable(axes);
      if (by.isPresent() && !known.contains(by.get())) {
        findings.meaning(
            key.at("by"),
            "%s is not a column of the report%s"
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
            && number.value().compareTo(BigDecimal.valueOf(Definition.MOST_ROWS)) <= 0;
    if (!isWhole || !isWithin) {
      findings.shape(shape.at("limit"), "is not a whole number from 1 to " + Definition.MOST_ROWS);
      return 1;
    }
    return number.value().intValueExact();
  }

  private Optional<Axis> pivot(List<Axis> axes) {
    Optional<String> id = shape.text("pivot", DefinitionReader.LONGEST_ID);
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
    Optional<String> id = chart.text("metric", DefinitionReader.LONGEST_ID);
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
