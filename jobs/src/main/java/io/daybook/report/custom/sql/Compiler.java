package io.daybook.report.custom.sql;

import io.daybook.report.custom.definition.Axis;
import io.daybook.report.custom.definition.Definition;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.MetricSql;
import io.daybook.report.metric.Subject;
import io.daybook.schema.DataType;
import io.daybook.sql.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the statements of a question. */
final class Compiler {
  /** Groups that one statement gives; more are no report. */
  static final int MOST_GROUPS = 100_000;

  /** Name of the column that says how many rows there are before a limit. */
  static final String ALL_ROWS = "all_rows";

  private final Question question;
  private final Definition definition;
  private final CalendarSpans spans;

  Compiler(Question question) {
    this.question = question;
    this.definition = question.definition();
    this.spans = new CalendarSpans(question.calendar());
  }

  /** What one statement each can give; numbers that nobody can say are in none. */
  List<CountedRows> countedRows() {
    Map<List<Object>, List<CountedRows.Asked>> numbers = new LinkedHashMap<>();
    Map<List<Object>, CountedRows> countedRows = new LinkedHashMap<>();
    int place = 0;
    for (Metric metric : definition.metrics()) {
      if (metric.definition() instanceof Metric.Computed computed) {
        Subject subject = question.catalogue().over(computed.from()).orElseThrow();
        add(numbers, countedRows, subject, computed.when(), computed.where())
            .add(new CountedRows.Asked(place, computed.formula()));
      }
      place++;
    }
    for (Subject.Field field : definition.columns()) {
      Subject subject = definition.source().orElseThrow();
      add(numbers, countedRows, subject, when(subject), subject.where())
          .add(new CountedRows.Asked(place, new Metric.Sum("sum(" + column(field) + ")")));
      place++;
    }
    return countedRows.entrySet().stream()
        .map(
            each ->
                new CountedRows(
                    each.getValue().subject(),
                    each.getValue().when(),
                    each.getValue().where(),
                    numbers.get(each.getKey())))
        .toList();
  }

  private static List<CountedRows.Asked> add(
      Map<List<Object>, List<CountedRows.Asked>> numbers,
      Map<List<Object>, CountedRows> countedRows,
      Subject subject,
      Metric.When when,
      String where) {
    List<Object> key = List.of(subject.from(), when, where);
    countedRows.putIfAbsent(key, new CountedRows(subject, when, where, List.of()));
    return numbers.computeIfAbsent(key, all -> new ArrayList<>());
  }

  /** Columns of a source are summed over the period's days; without a period over all. */
  private Metric.When when(Subject subject) {
    boolean byDays =
        subject.date().isPresent()
            && (definition.period().isPresent()
                || definition.axes().stream().anyMatch(Axis.Time.class::isInstance));
    return byDays ? new Metric.During(subject.date().orElseThrow()) : new Metric.AtDayEnd();
  }

  /**
   * One row for each combination of the axes: {@code d<i>} and {@code k<i>} of each axis, {@code
   * v<j>}, or {@code v<j>} and {@code w<j>} of a quotient, of each number, and whose rows they
   * were.
   */
  Query groups(CountedRows counted, List<Axis> axes, DateSpan days) {
    Binder binder = new Binder();
    Map<String, String> columns = new LinkedHashMap<>();
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      String name = "d" + i;
      columns.put(name, expression(counted, axes.get(i)));
      groups.add(name);
      Optional<Key> key = key(counted.subject(), axes.get(i));
      if (key.isPresent()) {
        columns.put("k" + i, key.get().shown());
        groups.add(key.get().sql());
      }
    }
    for (CountedRows.Asked number : counted.numbers()) {
      numbers(columns, number, values(days), binder);
    }
    Gate.Passed passed = question.gate().pass(counted.subject(), binder);
    columns.put(Gate.STRANGERS, passed.strangers());
    StringBuilder sql = new StringBuilder(select(columns)).append(passed.from());
    conditions(sql, counted, days, binder);
    if (!groups.isEmpty()) {
      sql.append("\ngroup by ").append(String.join(", ", groups));
    }
    sql.append("\nlimit ").append(binder.bind(MOST_GROUPS + 1));
    return new Query(sql.toString(), List.copyOf(columns.keySet()), binder.values());
  }

  private static String select(Map<String, String> columns) {
    return columns.entrySet().stream()
        .map(column -> column.getValue() + " as " + column.getKey())
        .collect(Collectors.joining(",\n    ", "select\n    ", "\n"));
  }

  private void conditions(StringBuilder sql, CountedRows counted, DateSpan days, Binder binder) {
    sql.append("\n    and (").append(binder.bind(counted.where(), values(days))).append(')');
    boolean inPeriod = counted.when() instanceof Metric.During && definition.period().isPresent();
    if (counted.when() instanceof Metric.During during) {
      String date = Quoted.name(during.dateColumn());
      if (inPeriod) {
        sql.append("\n    and %s >= %s".formatted(date, binder.bind(days.from())));
        sql.append("\n    and %s < %s".formatted(date, binder.bind(days.until())));
      } else {
        sql.append("\n    and %s is not null".formatted(date));
      }
    }
    definition
        .filter()
        .ifPresent(
            filter ->
                sql.append("\n    and ")
                    .append(new Conditions(counted.subject(), binder).of(filter)));
  }

  private MetricSql.Values values(DateSpan days) {
    return new MetricSql.Values(
        days.from(),
        days.until(),
        days.until().atStartOfDay(question.calendar().zone()).toInstant());
  }

  private String expression(CountedRows counted, Axis axis) {
    if (axis instanceof Axis.Time time) {
      return spans.sql(time.step(), Quoted.name(((Metric.During) counted.when()).dateColumn()));
    }
    return Quoted.name(
        axis instanceof Axis.Own own
            ? own.field().column()
            : counted.subject().groupings().get(axis.id()).column());
  }

  /**
   * What keeps two of one name apart.
   *
   * @param sql its value, which groups are made by
   */
  private record Key(String sql, DataType type) {
    /** What is a text to readers may be stored as a uuid: it is compared as that, read as text. */
    private String shown() {
      return type.isText() ? "cast(" + sql + " as text)" : sql;
    }
  }

  /** What has no name has no key either: rows whose parents are missing stand under one. */
  private static Optional<Key> key(Subject subject, Axis axis) {
    if (!(axis instanceof Axis.Shared)) {
      return Optional.empty();
    }
    Subject.Grouping grouping = subject.groupings().get(axis.id());
    return grouping
        .key()
        .map(
            key ->
                new Key(
                    "case when %s is not null then %s end"
                        .formatted(Quoted.name(grouping.column()), Quoted.name(key.name())),
                    key.type()));
  }

  private static void numbers(
      Map<String, String> columns, CountedRows.Asked number, MetricSql.Values days, Binder binder) {
    int place = number.place();
    if (number.formula() instanceof Metric.Sum sum) {
      columns.put("v" + place, number(sum.aggregate(), days, binder));
    } else if (number.formula() instanceof Metric.Quotient quotient) {
      columns.put("v" + place, number(quotient.numerator().aggregate(), days, binder));
      columns.put("w" + place, number(quotient.denominator().aggregate(), days, binder));
    }
  }

  private static String number(String aggregate, MetricSql.Values days, Binder binder) {
    return "coalesce(" + binder.bind(aggregate, days) + ", 0)";
  }

  /** The rows of a list: its columns, whose they are, sorted, so that the limit means something. */
  Query rows() {
    Subject subject = definition.source().orElseThrow();
    Binder binder = new Binder();
    List<String> names = new ArrayList<>();
    StringBuilder sql = new StringBuilder("select\n    ");
    for (Subject.Field field : definition.columns()) {
      names.add(field.column());
      sql.append(column(field)).append(",\n    ");
    }
    Gate.Passed passed = question.gate().passRows(subject, binder);
    names.add(Gate.STRANGERS);
    sql.append(passed.strangers()).append(" as " + Gate.STRANGERS + "\n").append(passed.from());
    conditions(sql, list(subject), question.days(), binder);
    List<String> order = new ArrayList<>();
    definition
        .sort()
        .forEach(key -> order.add(column(subject, key) + (key.isDescending() ? " desc" : "")));
    definition.columns().forEach(field -> order.add(column(field)));
    sql.append("\norder by ").append(String.join(" nulls last, ", order)).append(" nulls last");
    sql.append("\nlimit ").append(binder.bind(definition.limit()));
    return new Query(sql.toString(), names, binder.values());
  }

  /** The catalogue's own text, never that of the definition. */
  private static String column(Subject subject, Definition.SortKey key) {
    return column(subject.fields().get(key.by()));
  }

  private static String column(Subject.Field field) {
    return Quoted.name(field.column());
  }

  /** How many rows a list has, and {@code v<j>} of its columns that may be added up. */
  Query whole() {
    Subject subject = definition.source().orElseThrow();
    Binder binder = new Binder();
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put(ALL_ROWS, "count(*)");
    for (int i = 0; i < definition.columns().size(); i++) {
      Subject.Field field = definition.columns().get(i);
      if (field.isSummed()) {
        columns.put("v" + i, "coalesce(sum(" + column(field) + "), 0)");
      }
    }
    Gate.Passed passed = question.gate().pass(subject, binder);
    columns.put(Gate.STRANGERS, passed.strangers());
    StringBuilder sql = new StringBuilder(select(columns)).append(passed.from());
    conditions(sql, list(subject), question.days(), binder);
    return new Query(sql.toString(), List.copyOf(columns.keySet()), binder.values());
  }

  private CountedRows list(Subject subject) {
    return new CountedRows(subject, when(subject), subject.where(), List.of());
  }
}
