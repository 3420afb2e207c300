package io.daybook.report.custom.sql;

import io.daybook.report.custom.definition.Axis;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.metric.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Raw numbers by combination of some axes, put together from all counted rows. */
final class Groups {
  /** A combination: what is shown of each axis, and what keeps two of one name apart. */
  static final class Key {
    private final Object[] labels;
    private final Object[] keys;
    private final int hash;

    /**
     * @param labels and keys, by axis; the caller keeps neither
     */
    Key(Object[] labels, Object[] keys) {
      this.labels = labels;
      this.keys = keys;
      this.hash = 31 * Arrays.hashCode(labels) + Arrays.hashCode(keys);
    }

    int axes() {
      return labels.length;
    }

    Object label(int axis) {
      return labels[axis];
    }

    Object key(int axis) {
      return keys[axis];
    }

    /** The same with other labels. */
    Key withLabels(Object[] others) {
      return new Key(others, keys);
    }

    /** This one's axes, and then those of the other. */
    Key with(Key other) {
      return new Key(joined(labels, other.labels), joined(keys, other.keys));
    }

    private static Object[] joined(Object[] first, Object[] second) {
      Object[] both = Arrays.copyOf(first, first.length + second.length);
      System.arraycopy(second, 0, both, first.length, second.length);
      return both;
    }

    /** What is shown, by axis. */
    List<Object> labels() {
      return Collections.unmodifiableList(Arrays.asList(labels));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && hash == key.hash
          && Arrays.equals(labels, key.labels)
          && Arrays.equals(keys, key.keys);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** Numerator or number, and denominator; null where no row was counted. */
  record Raw(BigDecimal value, BigDecimal denominator) {
    private Raw plus(Raw other) {
      return new Raw(
          value.add(other.value), denominator == null ? null : denominator.add(other.denominator));
    }
  }

  /** What was counted already. */
  private record Told(List<Axis> axes, DateSpan days, Map<Key, Raw[]> groups) {
    boolean tells(List<Axis> others, DateSpan span) {
      return days.equals(span) && axes.containsAll(others);
    }
  }

  private final Question question;
  private final Statements statements;
  private final Compiler compiler;
  private final List<CountedRows> countedRows;
  private final int size;
  private final Map<CountedRows, List<Told>> told = new HashMap<>();

  Groups(Question question, Statements statements) {
    this.question = question;
    this.statements = statements;
    this.compiler = new Compiler(question);
    this.countedRows = compiler.countedRows();
    this.size = question.definition().metrics().size() + question.definition().columns().size();
  }

  /** The numbers of these days, in no order. To be read only: they may be another answer's. */
  Map<Key, Raw[]> of(List<Axis> axes, DateSpan days) {
    if (countedRows.size() == 1) {
      return told(countedRows.get(0), axes, days);
    }
    Map<Key, Raw[]> groups = new LinkedHashMap<>();
    countedRows.forEach(counted -> add(groups, counted, axes, days));
    return groups;
  }

  /** The same of what stands at one place of the report, and maybe of others. */
  Map<Key, Raw[]> of(int place, List<Axis> axes, DateSpan days) {
    Map<Key, Raw[]> groups = new LinkedHashMap<>();
    countedRows.stream()
        .filter(counted -> counted.numbers().stream().anyMatch(number -> number.place() == place))
        .forEach(counted -> add(groups, counted, axes, days));
    return groups;
  }

  private void add(Map<Key, Raw[]> groups, CountedRows counted, List<Axis> axes, DateSpan days) {
    told(counted, axes, days)
        .forEach(
            (key, values) -> {
              Raw[] all = groups.computeIfAbsent(key, none -> new Raw[size]);
              counted.numbers().forEach(number -> all[number.place()] = values[number.place()]);
              requireFew(groups);
            });
  }

  /** A finer answer that adds up to this one is as good as another question. */
  private Map<Key, Raw[]> told(CountedRows counted, List<Axis> axes, DateSpan days) {
    if (!isKnown(counted, days)) {
      return Map.of();
    }
    List<Told> before = told.computeIfAbsent(counted, none -> new ArrayList<>());
    Optional<Told> finer = before.stream().filter(one -> one.tells(axes, days)).findFirst();
    if (finer.isPresent()) {
      return sum(counted, axes, finer.get());
    }
    Map<Key, Raw[]> groups = new LinkedHashMap<>();
    Query query = compiler.groups(counted, axes, days);
    Places places = new Places(query, counted, axes.size());
    statements.run(query, row -> add(groups, places, row));
    if (counted.addsUp()) {
      before.add(new Told(axes, days, groups));
    }
    return groups;
  }

  private Map<Key, Raw[]> sum(CountedRows counted, List<Axis> axes, Told finer) {
    int[] places = axes.stream().mapToInt(finer.axes()::indexOf).toArray();
    Map<Key, Raw[]> sums = new LinkedHashMap<>();
    finer
        .groups()
        .forEach(
            (key, values) -> {
              Raw[] sum = sums.computeIfAbsent(part(key, places), none -> new Raw[size]);
              for (CountedRows.Asked number : counted.numbers()) {
                int place = number.place();
                sum[place] = sum[place] == null ? values[place] : sum[place].plus(values[place]);
              }
            });
    return sums;
  }

  private static Key part(Key key, int[] places) {
    Object[] labels = new Object[places.length];
    Object[] keys = new Object[places.length];
    for (int i = 0; i < places.length; i++) {
      labels[i] = key.label(places[i]);
      keys[i] = key.key(places[i]);
    }
    return new Key(labels, keys);
  }

  private static void requireFew(Map<Key, Raw[]> groups) {
    if (groups.size() > Compiler.MOST_GROUPS) {
      throw Statements.tooLarge(
          "it has more than %,d rows before any limit".formatted(Compiler.MOST_GROUPS), null);
    }
  }

  /** A level without history is known for the release's last day alone. */
  boolean isKnown(CountedRows counted, DateSpan days) {
    return !(counted.when() instanceof Metric.AtSnapshot)
        || days.until().equals(question.firstUnknownDay());
  }

  /** Whether the number of this place is known for these days. */
  boolean isKnown(int place, DateSpan days) {
    return countedRows.stream()
        .filter(counted -> counted.numbers().stream().anyMatch(number -> number.place() == place))
        .anyMatch(counted -> isKnown(counted, days));
  }

  /** Where the parts of a group stand in the rows of a statement, looked up once for all rows. */
  private static final class Places {
    private final int[] labels;
    private final int[] keys;
    private final int[] numbers;
    private final int[] values;
    private final int[] denominators;

    private Places(Query query, CountedRows counted, int axes) {
      this.labels = IntStream.range(0, axes).map(i -> query.place("d" + i)).toArray();
      this.keys = IntStream.range(0, axes).map(i -> query.place("k" + i)).toArray();
      this.numbers = counted.numbers().stream().mapToInt(CountedRows.Asked::place).toArray();
      this.values = IntStream.of(numbers).map(place -> query.place("v" + place)).toArray();
      this.denominators = IntStream.of(numbers).map(place -> query.place("w" + place)).toArray();
    }
  }

  private void add(Map<Key, Raw[]> groups, Places places, Statements.Row row) {
    Key key = new Key(row.values(places.labels), row.values(places.keys));
    Raw[] values = groups.computeIfAbsent(key, none -> new Raw[size]);
    requireFew(groups);
    for (int i = 0; i < places.numbers.length; i++) {
      values[places.numbers[i]] =
          new Raw(row.number(places.values[i]), row.number(places.denominators[i]));
    }
  }

  /** The formulas by place; a column of a source is a sum. */
  List<Metric.Formula> formulas() {
    Metric.Formula[] formulas = new Metric.Formula[size];
    countedRows.forEach(
        counted ->
            counted.numbers().forEach(number -> formulas[number.place()] = number.formula()));
    return new ArrayList<>(Arrays.asList(formulas));
  }
}
