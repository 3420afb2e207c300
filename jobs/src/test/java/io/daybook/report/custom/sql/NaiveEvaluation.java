package io.daybook.report.custom.sql;

import io.daybook.report.custom.definition.Axis;
import io.daybook.report.custom.definition.Definition;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.Subject;
import io.daybook.report.metric.TimeStep;
import io.daybook.schema.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers a question over rows in memory, one at a time, as its words say. */
public final class NaiveEvaluation {
  private final Question question;
  private final Definition definition;
  private final NaiveRows chosen;

  /**
   * @param data the tenant's rows by dataset
   */
  public NaiveEvaluation(Question question, Map<String, List<Map<String, Object>>> data) {
    this.question = question;
    this.definition = question.definition();
    this.chosen = new NaiveRows(question, data);
  }

  /** What the answer says, in words that can be compared. */
  public List<String> answer() {
    return definition.isList() ? list() : table();
  }

  private List<String> list() {
    Subject subject = definition.source().orElseThrow();
    List<Map<String, Object>> rows =
        new ArrayList<>(chosen.of(subject, subject.where(), date(subject), question.days()));
    Comparator<Map<String, Object>> order = Comparator.nullsLast(null);
    for (Definition.SortKey key : definition.sort()) {
      order =
          order.thenComparing(
              (left, right) ->
                  compare(left.get(key.by()), right.get(key.by()), key.isDescending()));
    }
    for (Subject.Field field : definition.columns()) {
      order =
          order.thenComparing(
              (left, right) -> compare(left.get(field.column()), right.get(field.column()), false));
    }
    rows.sort(order);
    List<String> lines = new ArrayList<>(List.of("available " + rows.size()));
    StringBuilder whole = new StringBuilder("whole");
    for (Subject.Field field : definition.columns()) {
      BigDecimal sum = BigDecimal.ZERO;
      for (Map<String, Object> row : rows) {
        if (field.isSummed() && row.get(field.column()) != null) {
          sum = sum.add((BigDecimal) row.get(field.column()));
        }
      }
      whole.append(' ').append(field.isSummed() ? Words.of(sum) : "-");
    }
    lines.add(whole.toString());
    rows.stream()
        .limit(definition.limit())
        .forEach(
            row -> {
              List<Object> cells = new ArrayList<>();
              definition.columns().forEach(field -> cells.add(row.get(field.column())));
              lines.add("row " + Words.of(cells));
            });
    return lines;
  }

  private Optional<String> date(Subject subject) {
    boolean byDays =
        definition.period().isPresent()
            || definition.axes().stream().anyMatch(Axis.Time.class::isInstance);
    return byDays ? subject.date() : Optional.empty();
  }

  private List<String> table() {
    List<Axis> down =
        definition.axes().stream()
            .filter(axis -> !definition.pivot().equals(Optional.of(axis)))
            .toList();
    Map<List<Object>, List<String>> shown = new LinkedHashMap<>();
    Map<List<Object>, List<BigDecimal>> numbers = new HashMap<>();
    values(down, shown, numbers);
    List<List<Object>> keys = new ArrayList<>(shown.keySet());
    Comparator<List<Object>> order = Comparator.nullsLast(null);
    for (Definition.SortKey key : definition.sort()) {
      order = order.thenComparing(by(key, down, numbers));
    }
    keys.sort(
        order.thenComparing(
            (left, right) -> {
              // a label, then its key, for each axis
              for (int i = 0; i < left.size(); i++) {
                int one = compare(left.get(i), right.get(i), false);
                if (one != 0) {
                  return one;
                }
              }
              return 0;
            }));
    Map<List<Object>, List<String>> whole = new LinkedHashMap<>();
    values(List.of(), whole, new HashMap<>());
    List<String> lines = new ArrayList<>(List.of("available " + keys.size()));
    lines.add("whole " + whole.get(List.of()));
    Map<List<Object>, List<String>> cells = new LinkedHashMap<>();
    Map<List<Object>, List<String>> heads = new LinkedHashMap<>();
    if (definition.pivot().isPresent()) {
      List<Axis> all = new ArrayList<>(down);
      all.add(definition.pivot().get());
      values(all, cells, new HashMap<>());
      values(List.of(definition.pivot().get()), heads, new HashMap<>());
    }
    List<List<Object>> across = new ArrayList<>(heads.keySet());
    across.sort(
        Comparator.comparing((List<Object> key) -> key.get(0), (a, b) -> compare(a, b, false))
            .thenComparing(key -> key.get(1), (a, b) -> compare(a, b, false)));
    for (List<Object> key : keys.subList(0, Math.min(keys.size(), definition.limit()))) {
      List<Object> labels = new ArrayList<>();
      for (int i = 0; i < down.size(); i++) {
        labels.add(key.get(2 * i));
      }
      StringBuilder line = new StringBuilder("row " + Words.of(labels) + shown.get(key));
      for (List<Object> head : across) {
        List<Object> both = new ArrayList<>(key);
        both.addAll(head);
        List<String> cell = cells.get(both);
        line.append(" | ").append(cell == null ? nothing() : cell);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private List<String> nothing() {
    List<String> cells = new ArrayList<>();
    for (int place = 0; place < size(); place++) {
      cells.add(number(place, List.of(), question.days()).words());
    }
    return cells;
  }

  private int size() {
    return definition.metrics().size() + definition.columns().size();
  }

  private Comparator<List<Object>> by(
      Definition.SortKey key, List<Axis> down, Map<List<Object>, List<BigDecimal>> numbers) {
    for (int i = 0; i < down.size(); i++) {
      if (down.get(i).id().equals(key.by())) {
        int at = 2 * i;
        return (left, right) -> compare(left.get(at), right.get(at), key.isDescending());
      }
    }
    for (int place = 0; place < size(); place++) {
      String name =
          place < definition.metrics().size()
              ? definition.metrics().get(place).id()
              : definition.columns().get(place - definition.metrics().size()).column();
      if (name.equals(key.by())) {
        int at = place;
        return (left, right) ->
            compare(numbers.get(left).get(at), numbers.get(right).get(at), key.isDescending());
      }
    }
    return Comparator.nullsLast(null);
  }

  private static int compare(Object left, Object right, boolean descending) {
    if (left == null && right == null) {
      return 0;
    } else if (left == null || right == null) {
      return left == null ? 1 : -1;
    }
    return (descending ? -1 : 1) * ValueOrder.ASCENDING.compare(left, right);
  }

  /** A number, its parts, and the same before. */
  private record Computed(BigDecimal number, String words) {}

  private void values(
      List<Axis> axes,
      Map<List<Object>, List<String>> shown,
      Map<List<Object>, List<BigDecimal>> numbers) {
    DateSpan days = question.days();
    List<Map<List<Object>, List<Map<String, Object>>>> now = new ArrayList<>();
    List<Map<List<Object>, List<Map<String, Object>>>> before = new ArrayList<>();
    Set<List<Object>> keys = new LinkedHashSet<>();
    if (axes.isEmpty()) {
      keys.add(List.of());
    }
    for (int place = 0; place < size(); place++) {
      now.add(grouped(place, axes, days, days));
      keys.addAll(now.get(place).keySet());
      Map<List<Object>, List<Map<String, Object>>> earlier = new HashMap<>();
      if (question.before().isPresent()) {
        earlier.putAll(grouped(place, axes, question.before().get(), days));
      }
      before.add(earlier);
      keys.addAll(earlier.keySet());
    }
    for (List<Object> key : keys) {
      List<String> words = new ArrayList<>();
      List<BigDecimal> values = new ArrayList<>();
      for (int place = 0; place < size(); place++) {
        Computed one = number(place, now.get(place).getOrDefault(key, List.of()), days);
        String text = one.words();
        if (question.before().isPresent()) {
          Computed other =
              number(
                  place, before.get(place).getOrDefault(key, List.of()), question.before().get());
          text += " before " + Words.of(other.number());
        }
        words.add(text);
        values.add(one.number());
      }
      shown.put(key, words);
      numbers.put(key, values);
    }
  }

  private boolean isKnown(int place, DateSpan days) {
    if (place >= definition.metrics().size()) {
      return true;
    }
    Metric metric = definition.metrics().get(place);
    return metric.definition() instanceof Metric.Computed computed
        && (!(computed.when() instanceof Metric.AtSnapshot)
            || days.until().equals(question.firstUnknownDay()));
  }

  private Computed number(int place, List<Map<String, Object>> rows, DateSpan days) {
    if (!isKnown(place, days)) {
      return new Computed(null, "-");
    }
    if (place >= definition.metrics().size()) {
      String column = definition.columns().get(place - definition.metrics().size()).column();
      BigDecimal sum = aggregate("sum(" + column + ")", rows, days);
      return new Computed(sum, Words.of(sum));
    }
    Metric metric = definition.metrics().get(place);
    Metric.Formula formula = ((Metric.Computed) metric.definition()).formula();
    if (formula instanceof Metric.Sum sum) {
      BigDecimal value = aggregate(sum.aggregate(), rows, days);
      return new Computed(value, Words.of(value));
    }
    Metric.Quotient quotient = (Metric.Quotient) formula;
    BigDecimal over = aggregate(quotient.numerator().aggregate(), rows, days);
    BigDecimal by = aggregate(quotient.denominator().aggregate(), rows, days);
    String parts = " of " + Words.of(over) + "/" + Words.of(by);
    if (by.signum() == 0) {
      return new Computed(null, "-" + parts);
    }
    int scale = metric.unit().round(BigDecimal.ONE, metric.unit().decimals()).scale();
    BigDecimal value = over.divide(by, scale, RoundingMode.HALF_UP);
    return new Computed(value, Words.of(value) + parts);
  }

  private BigDecimal aggregate(String text, List<Map<String, Object>> rows, DateSpan days) {
    Object value = NaiveSql.parse(text, chosen.parameters(days)).value(rows, Map.of());
    return value == null ? BigDecimal.ZERO : (BigDecimal) value;
  }

  /** Rows by label and key of each axis. */
  private Map<List<Object>, List<Map<String, Object>>> grouped(
      int place, List<Axis> axes, DateSpan days, DateSpan shownUnder) {
    Map<List<Object>, List<Map<String, Object>>> groups = new LinkedHashMap<>();
    if (!isKnown(place, days)) {
      return groups;
    }
    Subject subject;
    String where;
    Optional<String> date;
    if (place < definition.metrics().size()) {
      Metric.Computed computed = (Metric.Computed) definition.metrics().get(place).definition();
      subject = question.catalogue().over(computed.from()).orElseThrow();
      where = computed.where();
      date =
          computed.when() instanceof Metric.During during
              ? Optional.of(during.dateColumn())
              : Optional.empty();
    } else {
      subject = definition.source().orElseThrow();
      where = subject.where();
      date = date(subject);
    }
    for (Map<String, Object> row : chosen.of(subject, where, date, days)) {
      List<Object> key = new ArrayList<>();
      for (Axis axis : axes) {
        if (axis instanceof Axis.Time time) {
          LocalDate first = first(time.step(), (LocalDate) row.get(date.orElseThrow()));
          key.add(days.equals(shownUnder) ? first : moved(time.step(), first, days, shownUnder));
          key.add(null);
        } else if (axis instanceof Axis.Own own) {
          key.add(row.get(own.field().column()));
          key.add(null);
        } else {
          Subject.Grouping grouping = subject.groupings().get(axis.id());
          Object label = row.get(grouping.column());
          key.add(label);
          key.add(
              label == null ? null : grouping.key().map(Column::name).map(row::get).orElse(null));
        }
      }
      groups.computeIfAbsent(key, none -> new ArrayList<>()).add(row);
    }
    return groups;
  }

  /** Day by day back to where a span of the calendar begins. */
  private LocalDate first(TimeStep step, LocalDate date) {
    LocalDate day = date;
    while (!begins(step, day)) {
      day = day.minusDays(1);
    }
    return day;
  }

  private boolean begins(TimeStep step, LocalDate day) {
    int fiscal = question.calendar().fiscalYearStart().getValue();
    boolean month = day.getDayOfMonth() == 1;
    return switch (step) {
      case DAY -> true;
      case WEEK -> day.getDayOfWeek() == question.calendar().weekStart();
      case MONTH -> month;
      case QUARTER -> month && (day.getMonthValue() - fiscal + 12) % 3 == 0;
      case YEAR -> month && day.getMonthValue() == fiscal;
    };
  }

  /** As many spans on from the beginning as it was there. */
  private LocalDate moved(TimeStep step, LocalDate first, DateSpan from, DateSpan to) {
    int count = 0;
    for (LocalDate day = first(step, from.from()); day.isBefore(first); day = day.plusDays(1)) {
      count += begins(step, day.plusDays(1)) ? 1 : 0;
    }
    LocalDate day = first(step, to.from());
    while (count > 0) {
      day = day.plusDays(1);
      count -= begins(step, day) ? 1 : 0;
    }
    return day;
  }
}
