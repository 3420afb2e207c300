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
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;

/** Answers one question on one connection. Not for several threads, but for {@link #cancel}. */
public final class Evaluation {
  /** Values of an axis that can lie across. */
  public static final int MOST_ACROSS = 24;

  /** The only row without an axis. */
  private static final Groups.Key WHOLE = new Groups.Key(new Object[0], new Object[0]);

  private final Question question;
  private final Definition definition;
  private final Statements statements;
  private final Groups groups;
  private final List<Metric.Formula> formulas;
  private final CalendarSpans spans;

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
    this.formulas = groups.formulas();
    this.spans = new CalendarSpans(question.calendar());
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
                sums.put((LocalDate) key.label(0), values[place].value());
              }
            });
    return sums;
  }

  private Answer list() {
    Compiler compiler = new Compiler(question);
    List<Answer.Row> rows = new ArrayList<>();
    int columns = definition.columns().size();
    statements.run(
        compiler.rows(), row -> rows.add(new Answer.Row(row.first(columns), List.of(), List.of())));
    List<Answer.Value> whole = new ArrayList<>();
    long[] available = new long[1];
    Query all = compiler.whole();
    statements.run(
        all,
        row -> {
          available[0] = row.number(all.place(Compiler.ALL_ROWS)).longValueExact();
          for (int i = 0; i < columns; i++) {
            whole.add(
                new Answer.Value(
                    Optional.ofNullable(row.number(all.place("v" + i))),
                    Optional.empty(),
                    Optional.empty()));
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
    Numbers rows = numbers(down);
    return new Answer(
        shown(rows, down).stream()
            .map(key -> new Answer.Row(key.labels(), rows.of(key), List.of()))
            .toList(),
        rows.keys().size(),
        whole(),
        Optional.empty());
  }

  private List<Answer.Value> whole() {
    return numbers(List.of()).of(WHOLE);
  }

  /** The finest numbers come early: most others are sums of them. */
  private Answer pivoted(Axis axis, List<Axis> down) {
    Numbers totals = numbers(List.of(axis));
    if (totals.keys().size() > MOST_ACROSS) {
      throw Statements.tooLarge(
          "%s has %d values, %d can lie across"
              .formatted(axis.id(), totals.keys().size(), MOST_ACROSS),
          null);
    }
    List<Groups.Key> heads = new ArrayList<>(totals.keys());
    heads.sort(byLabels());
    List<Axis> all = new ArrayList<>(down);
    all.add(axis);
    Numbers cells = numbers(all);
    Numbers rows = numbers(down);
    List<Answer.Row> made = new ArrayList<>();
    for (Groups.Key row : shown(rows, down)) {
      List<List<Answer.Value>> line = new ArrayList<>();
      for (Groups.Key head : heads) {
        line.add(cells.of(row.with(head)));
      }
      made.add(new Answer.Row(row.labels(), rows.of(row), line));
    }
    return new Answer(
        made,
        rows.keys().size(),
        whole(),
        Optional.of(
            new Answer.Pivoted(
                axis,
                heads.stream().map(head -> head.label(0)).toList(),
                heads.stream().map(totals::of).toList())));
  }

  /**
   * Numbers of the period and of what it is compared with, by combination. Of many thousand rows a
   * few are shown: a number is worked out when somebody asks for it.
   */
  private final class Numbers {
    private final Map<Groups.Key, Groups.Raw[]> now;
    private final Map<Groups.Key, Groups.Raw[]> before;
    private final Set<Groups.Key> keys;

    private Numbers(Map<Groups.Key, Groups.Raw[]> now, Map<Groups.Key, Groups.Raw[]> before) {
      this.now = now;
      this.before = before;
      Set<Groups.Key> all = now.keySet();
      if (!before.isEmpty()) {
        all = new LinkedHashSet<>(now.keySet());
        all.addAll(before.keySet());
      }
      this.keys = all;
    }

    /** The whole is there, always. */
    private Numbers withWhole() {
      Map<Groups.Key, Groups.Raw[]> all = new HashMap<>(now);
      all.putIfAbsent(WHOLE, new Groups.Raw[formulas.size()]);
      return new Numbers(all, before);
    }

    Set<Groups.Key> keys() {
      return keys;
    }

    /** Where nothing is nothing happened. */
    List<Answer.Value> of(Groups.Key key) {
      List<Answer.Value> row = new ArrayList<>();
      for (int place = 0; place < formulas.size(); place++) {
        row.add(value(place, formulas.get(place), now.get(key), before.get(key), question.days()));
      }
      return row;
    }

    Optional<BigDecimal> number(Groups.Key key, int place) {
      Metric.Formula formula = formulas.get(place);
      return formula == null
          ? Optional.empty()
          : raw(place, formula, now.get(key), question.days()).flatMap(raw -> quotient(place, raw));
    }
  }

  private Numbers numbers(List<Axis> axes) {
    DateSpan days = question.days();
    Map<Groups.Key, Groups.Raw[]> before = new HashMap<>();
    question
        .before()
        .ifPresent(
            span ->
                groups
                    .of(axes, span)
                    .forEach((key, raw) -> before.put(moved(key, axes, span, days), raw)));
    Numbers numbers = new Numbers(groups.of(axes, days), before);
    return axes.isEmpty() ? numbers.withWhole() : numbers;
  }

  /** Spans of the compared days stand under those that they are compared with. */
  private Groups.Key moved(Groups.Key key, List<Axis> axes, DateSpan before, DateSpan now) {
    Object[] labels = key.labels().toArray();
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i) instanceof Axis.Time time && labels[i] != null) {
        labels[i] = spans.moved(time.step(), (LocalDate) labels[i], before, now);
      }
    }
    return key.withLabels(labels);
  }

  private Answer.Value value(
      int place, Metric.Formula formula, Groups.Raw[] now, Groups.Raw[] before, DateSpan days) {
    if (formula == null) {
      return new Answer.Value(Optional.empty(), Optional.empty(), Optional.empty());
    }
    Optional<Groups.Raw> raw = raw(place, formula, now, days);
    return new Answer.Value(
        raw.flatMap(each -> quotient(place, each)),
        raw.filter(each -> each.denominator() != null)
            .map(each -> new Answer.Parts(each.value(), each.denominator())),
        question
            .before()
            .flatMap(span -> raw(place, formula, before, span))
            .flatMap(each -> quotient(place, each)));
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

  private Optional<BigDecimal> quotient(int place, Groups.Raw raw) {
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

  /** A row with what it is sorted by. */
  private record Sorted(Groups.Key key, List<Object> by) {}

  /** The first rows in their order; the others are not put into any. */
  private List<Groups.Key> shown(Numbers rows, List<Axis> down) {
    List<SortedBy> keys =
        definition.sort().stream().flatMap(key -> by(key, rows, down).stream()).toList();
    Comparator<Sorted> order = order(keys);
    PriorityQueue<Sorted> first = new PriorityQueue<>(order.reversed());
    for (Groups.Key key : rows.keys()) {
      Sorted row = new Sorted(key, sortedBy(keys, key));
      if (first.size() < definition.limit()) {
        first.add(row);
      } else if (order.compare(row, first.element()) < 0) {
        first.remove();
        first.add(row);
      }
    }
    return first.stream().sorted(order).map(Sorted::key).toList();
  }

  private static List<Object> sortedBy(List<SortedBy> keys, Groups.Key key) {
    List<Object> by = new ArrayList<>(keys.size());
    keys.forEach(each -> by.add(each.value().apply(key)));
    return by;
  }

  private static Comparator<Sorted> order(List<SortedBy> keys) {
    Comparator<Groups.Key> labels = byLabels();
    return (left, right) -> {
      for (int i = 0; i < keys.size(); i++) {
        int order = compare(left.by().get(i), right.by().get(i), keys.get(i).isDescending());
        if (order != 0) {
          return order;
        }
      }
      return labels.compare(left.key(), right.key());
    };
  }

  /** One thing that rows are sorted by. */
  private record SortedBy(Function<Groups.Key, Object> value, boolean isDescending) {}

  /** None for the axis that lies across: its values are in order already. */
  private Optional<SortedBy> by(Definition.SortKey key, Numbers rows, List<Axis> down) {
    for (int i = 0; i < down.size(); i++) {
      if (down.get(i).id().equals(key.by())) {
        int at = i;
        return Optional.of(new SortedBy(row -> row.label(at), key.isDescending()));
      }
    }
    for (int i = 0; i < formulas.size(); i++) {
      if (name(i).equals(key.by())) {
        int at = i;
        return Optional.of(
            new SortedBy(row -> rows.number(row, at).orElse(null), key.isDescending()));
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
    return isDescending
        ? ValueOrder.ASCENDING.compare(right, left)
        : ValueOrder.ASCENDING.compare(left, right);
  }

  private static Comparator<Groups.Key> byLabels() {
    return (left, right) -> {
      for (int i = 0; i < left.axes(); i++) {
        int order = compare(left.label(i), right.label(i), false);
        if (order == 0) {
          order = compare(left.key(i), right.key(i), false);
        }
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }
}
