package io.daybook.report.custom.sql;

import io.daybook.report.custom.definition.Axis;
import io.daybook.report.custom.definition.Definition;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Unit;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.Subject;
import io.daybook.report.metric.TimeStep;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers one question on one connection. Not for several threads, but for {@link #cancel}. */
public final class Evaluation {
  /** Values of an axis that can lie across. */
  public static final int MOST_ACROSS = 24;

  private final Question question;
  private final Definition definition;
  private final Statements statements;
  private final Groups groups;
  private final Steps steps;

  /**
   * An evaluation that has not begun.
   *
   * @param connection that sees rows of the tenant alone; stays open
   * @throws io.daybook.fault.DaybookException DEF_REPORT when the role may not see what is asked
   */
  public Evaluation(Connection connection, Question question) {
    this.question = question;
    this.definition = question.definition();
    this.statements = new Statements(connection, question.gate());
    this.groups = new Groups(question, statements);
    this.steps = new Steps(question.calendar());
    definition.source().ifPresent(question.gate()::requireArea);
    for (Metric metric : definition.metrics()) {
      if (metric.definition() instanceof Metric.Computed computed) {
        question.gate().requireArea(question.catalogue().over(computed.from()).orElseThrow());
      }
    }
  }

  /** Stops it, from another thread: {@link #answer} ends with CANCELLED. */
  public void cancel() {
    statements.cancel();
  }

  /**
   * The answer.
   *
   * @throws io.daybook.fault.DaybookException DEF_REPORT when it is too large, CANCELLED,
   *     ENGINE_FAILED
   */
  public Answer answer() {
    return definition.isList() ? list() : table();
  }

  /** The numbers of one metric by span of the days, for a picture; a span without rows is 0. */
  public Map<LocalDate, BigDecimal> series(Definition.ChartAsked chart, DateSpan days) {
    int place = definition.metrics().indexOf(chart.metric());
    Map<LocalDate, BigDecimal> sums = new HashMap<>();
    groups
        .of(place, List.of(new Axis.Time(TimeStep.DAY)), days)
        .forEach(
            (key, values) -> {
              if (values[place] != null) {
                sums.put((LocalDate) key.labels().get(0), values[place].value());
              }
            });
    return sums;
  }

  private Answer list() {
    Compiler compiler = new Compiler(question);
    List<Answer.Row> rows = new ArrayList<>();
    statements.run(
        compiler.rows(),
        row -> {
          List<Object> cells = new ArrayList<>();
          definition.columns().forEach(field -> cells.add(row.value(field.column())));
          rows.add(new Answer.Row(cells, List.of(), List.of()));
        });
    List<Answer.Value> whole = new ArrayList<>();
    long[] available = new long[1];
    statements.run(
        compiler.whole(),
        row -> {
          available[0] = row.number("all_rows").longValueExact();
          for (int i = 0; i < definition.columns().size(); i++) {
            whole.add(
                new Answer.Value(
                    Optional.ofNullable(row.number("v" + i)), Optional.empty(), Optional.empty()));
          }
        });
    return new Answer(rows, available[0], whole, Optional.empty());
  }

  private Answer table() {
    List<Axis> across = definition.pivot().map(List::of).orElse(List.of());
    List<Axis> down = definition.axes().stream().filter(axis -> !across.contains(axis)).toList();
    if (!across.isEmpty()) {
      return pivoted(across.get(0), down);
    }
    Map<Groups.Key, List<Answer.Value>> rows = values(down);
    List<Groups.Key> order = sorted(rows, down);
    return new Answer(
        shown(order).stream()
            .map(key -> new Answer.Row(key.labels(), rows.get(key), List.of()))
            .toList(),
        order.size(),
        whole(),
        Optional.empty());
  }

  private List<Groups.Key> shown(List<Groups.Key> order) {
    return order.subList(0, Math.min(order.size(), definition.limit()));
  }

  private List<Answer.Value> whole() {
    return values(List.of()).values().iterator().next();
  }

  /** The finest numbers come early: most others are sums of them. */
  private Answer pivoted(Axis axis, List<Axis> down) {
    Map<Groups.Key, List<Answer.Value>> totals = values(List.of(axis));
    if (totals.size() > MOST_ACROSS) {
      throw Statements.tooLarge(
          "%s has %d values, %d can lie across".formatted(axis.id(), totals.size(), MOST_ACROSS),
          null);
    }
    List<Groups.Key> heads = new ArrayList<>(totals.keySet());
    heads.sort(byLabels());
    List<Axis> all = new ArrayList<>(down);
    all.add(axis);
    Map<Groups.Key, List<Answer.Value>> cells = values(all);
    Map<Groups.Key, List<Answer.Value>> rows = values(down);
    List<Groups.Key> order = sorted(rows, down);
    List<Answer.Value> nothing = nothing(question.days());
    List<Answer.Row> made = new ArrayList<>();
    for (Groups.Key row : shown(order)) {
      List<List<Answer.Value>> line = new ArrayList<>();
      for (Groups.Key head : heads) {
        line.add(cells.getOrDefault(joined(row, head), nothing));
      }
      made.add(new Answer.Row(row.labels(), rows.get(row), line));
    }
    return new Answer(
        made,
        order.size(),
        whole(),
        Optional.of(
            new Answer.Pivoted(
                axis,
                heads.stream().map(head -> head.labels().get(0)).toList(),
                heads.stream().map(totals::get).toList())));
  }

  private static Groups.Key joined(Groups.Key row, Groups.Key head) {
    List<Object> labels = new ArrayList<>(row.labels());
    labels.addAll(head.labels());
    List<Object> keys = new ArrayList<>(row.keys());
    keys.addAll(head.keys());
    return new Groups.Key(labels, keys);
  }

  /** Numbers of the period and of what it is compared with, by combination. */
  private Map<Groups.Key, List<Answer.Value>> values(List<Axis> axes) {
    DateSpan days = question.days();
    Map<Groups.Key, Groups.Raw[]> now = groups.of(axes, days);
    Map<Groups.Key, Groups.Raw[]> before = new HashMap<>();
    question
        .before()
        .ifPresent(
            span ->
                groups
                    .of(axes, span)
                    .forEach((key, raw) -> before.put(moved(key, axes, span, days), raw)));
    Set<Groups.Key> keys = new LinkedHashSet<>(now.keySet());
    keys.addAll(before.keySet());
    Map<Groups.Key, List<Answer.Value>> values = new LinkedHashMap<>();
    List<Metric.Formula> formulas = groups.formulas();
    for (Groups.Key key : keys) {
      List<Answer.Value> row = new ArrayList<>();
      for (int place = 0; place < formulas.size(); place++) {
        row.add(value(place, formulas.get(place), now.get(key), before.get(key), days));
      }
      values.put(key, row);
    }
    return values;
  }

  /** Spans of the compared days stand under those that they are compared with. */
  private Groups.Key moved(Groups.Key key, List<Axis> axes, DateSpan before, DateSpan now) {
    Object[] labels = key.labels().toArray();
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i) instanceof Axis.Time time && labels[i] != null) {
        labels[i] = steps.moved(time.step(), (LocalDate) labels[i], before, now);
      }
    }
    return new Groups.Key(Collections.unmodifiableList(Arrays.asList(labels)), key.keys());
  }

  private List<Answer.Value> nothing(DateSpan days) {
    List<Answer.Value> row = new ArrayList<>();
    List<Metric.Formula> formulas = groups.formulas();
    for (int place = 0; place < formulas.size(); place++) {
      row.add(value(place, formulas.get(place), null, null, days));
    }
    return row;
  }

  private Answer.Value value(
      int place, Metric.Formula formula, Groups.Raw[] now, Groups.Raw[] before, DateSpan days) {
    if (formula == null) {
      return new Answer.Value(Optional.empty(), Optional.empty(), Optional.empty());
    }
    Optional<Groups.Raw> raw = raw(place, formula, now, days);
    return new Answer.Value(
        raw.flatMap(each -> number(place, each)),
        raw.filter(each -> each.denominator() != null)
            .map(each -> new Answer.Parts(each.value(), each.denominator())),
        question
            .before()
            .flatMap(span -> raw(place, formula, before, span))
            .flatMap(each -> number(place, each)));
  }

  /** Nothing happened is 0 of a sum, which is known. */
  private Optional<Groups.Raw> raw(
      int place, Metric.Formula formula, Groups.Raw[] values, DateSpan days) {
    if (!groups.isKnown(place, days)) {
      return Optional.empty();
    }
    if (values != null && values[place] != null) {
      return Optional.of(values[place]);
    }
    return Optional.of(
        new Groups.Raw(
            BigDecimal.ZERO, formula instanceof Metric.Quotient ? BigDecimal.ZERO : null));
  }

  private Optional<BigDecimal> number(int place, Groups.Raw raw) {
    if (raw.denominator() == null) {
      return Optional.of(raw.value());
    }
    if (raw.denominator().signum() == 0) {
      return Optional.empty();
    }
    Unit unit = definition.metrics().get(place).unit();
    int scale = unit.round(BigDecimal.ONE, unit.decimals()).scale();
    return Optional.of(raw.value().divide(raw.denominator(), scale, RoundingMode.HALF_UP));
  }

  private List<Groups.Key> sorted(Map<Groups.Key, List<Answer.Value>> rows, List<Axis> down) {
    Comparator<Groups.Key> order = null;
    for (Definition.SortKey key : definition.sort()) {
      Optional<Comparator<Groups.Key>> one = by(key, rows, down);
      if (one.isPresent()) {
        order = order == null ? one.get() : order.thenComparing(one.get());
      }
    }
    List<Groups.Key> keys = new ArrayList<>(rows.keySet());
    keys.sort(order == null ? byLabels() : order.thenComparing(byLabels()));
    return keys;
  }

  /** None for the axis that lies across: its values are in order already. */
  private Optional<Comparator<Groups.Key>> by(
      Definition.SortKey key, Map<Groups.Key, List<Answer.Value>> rows, List<Axis> down) {
    for (int i = 0; i < down.size(); i++) {
      if (down.get(i).id().equals(key.by())) {
        int at = i;
        return Optional.of(
            (left, right) ->
                compare(left.labels().get(at), right.labels().get(at), key.isDescending()));
      }
    }
    for (int i = 0; i < groups.formulas().size(); i++) {
      if (name(i).equals(key.by())) {
        int at = i;
        return Optional.of(
            (left, right) ->
                compare(
                    rows.get(left).get(at).number().orElse(null),
                    rows.get(right).get(at).number().orElse(null),
                    key.isDescending()));
      }
    }
    return Optional.empty();
  }

  private String name(int place) {
    List<Metric> metrics = definition.metrics();
    List<Subject.Field> columns = definition.columns();
    return place < metrics.size()
        ? metrics.get(place).id()
        : columns.get(place - metrics.size()).column();
  }

  /** What is missing stands last, whichever way. */
  private static int compare(Object left, Object right, boolean isDescending) {
    if (left == null || right == null) {
      return Boolean.compare(left == null, right == null);
    }
    return isDescending ? Labels.ORDER.compare(right, left) : Labels.ORDER.compare(left, right);
  }

  private static Comparator<Groups.Key> byLabels() {
    return (left, right) -> {
      for (int i = 0; i < left.labels().size(); i++) {
        int order = compare(left.labels().get(i), right.labels().get(i), false);
        if (order == 0) {
          order = compare(left.keys().get(i), right.keys().get(i), false);
        }
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }
}
