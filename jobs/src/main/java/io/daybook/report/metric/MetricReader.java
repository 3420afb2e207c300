package io.daybook.report.metric;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.report.layout.Better;
import io.daybook.report.layout.Unit;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads one metric; whatever is wrong becomes a problem, and reading goes on. */
final class MetricReader {
  private static final List<String> KEYS =
      List.of(
          "title",
          "description",
          "unit",
          "better",
          "from",
          "date",
          "at",
          "where",
          "value",
          "numerator",
          "denominator",
          "unavailable");

  private final YamlMap yaml;
  private final String id;
  private final Map<String, Schema> datasets;

  /**
   * @param datasets columns of the facts and marts, by {@code facts.orders}
   */
  MetricReader(YamlMap yaml, String id, Map<String, Schema> datasets) {
    this.yaml = yaml;
    this.id = id;
    this.datasets = datasets;
  }

  /** The metric; empty when it cannot be told. */
  Optional<Metric> read() {
    yaml.only(KEYS.toArray(String[]::new));
    if (!id.matches("[a-z][a-z0-9_]{0,62}")) {
      yaml.problem("title", id + " is not an id; lower case, digits and _ only");
    }
    String title = yaml.text("title");
    String description = yaml.text("description").strip();
    Optional<Unit> unit = unit(yaml, "unit");
    Optional<Better> better =
        yaml.has("better") ? choice(yaml, "better", Better.values()) : Optional.of(Better.NEITHER);
    Optional<Metric.Definition> definition =
        yaml.has("unavailable") ? unavailable() : computed().map(Function.identity());
    if (unit.isEmpty() || better.isEmpty() || definition.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Metric(id, title, description, unit.get(), better.get(), definition.get()));
  }

  private Optional<Metric.Definition> unavailable() {
    for (String key : List.of("from", "date", "at", "where", "value", "numerator", "denominator")) {
      if (yaml.has(key)) {
        yaml.problem(key, "has no meaning for a metric that is unavailable");
      }
    }
    return Optional.of(new Metric.Unavailable(yaml.text("unavailable").strip()));
  }

  private Optional<Metric.Computed> computed() {
    String from = yaml.text("from");
    Schema schema = datasets.get(from);
    if (schema == null) {
      if (!from.isEmpty()) {
        yaml.problem(
            "from",
            "there is no fact or mart " + from + Problems.didYouMean(from, datasets.keySet()));
      }
      return Optional.empty();
    }
    Optional<Metric.When> when = when(schema);
    Optional<Metric.Formula> formula = formula();
    String where = yaml.optionalText("where").orElse("true").strip();
    return when.flatMap(rows -> formula.map(what -> new Metric.Computed(from, rows, where, what)));
  }

  private Optional<Metric.When> when(Schema schema) {
    if (yaml.has("date") == yaml.has("at")) {
      yaml.problem("date", "give either date, a column, or at: day_end or snapshot");
      return Optional.empty();
    }
    if (yaml.has("at")) {
      String at = yaml.text("at");
      if (at.equals("day_end")) {
        return Optional.of(new Metric.AtDayEnd());
      }
      if (!at.equals("snapshot")) {
        yaml.problem("at", at + " is neither day_end nor snapshot");
        return Optional.empty();
      }
      return Optional.of(new Metric.AtSnapshot());
    }
    String date = yaml.text("date");
    Optional<Column> column = schema.column(date);
    if (column.isEmpty()) {
      yaml.problem(
          "date", "there is no column " + date + Problems.didYouMean(date, schema.names()));
      return Optional.empty();
    }
    if (column.get().type().kind() != DataType.Kind.DATE) {
      yaml.problem("date", date + " is " + column.get().type() + ", a date is needed");
      return Optional.empty();
    }
    return Optional.of(new Metric.During(date));
  }

  private Optional<Metric.Formula> formula() {
    boolean quotient = yaml.has("numerator") || yaml.has("denominator");
    if (quotient == yaml.has("value")) {
      yaml.problem("value", "give either value, or numerator and denominator");
      return Optional.empty();
    }
    if (!quotient) {
      return Optional.of(new Metric.Sum(yaml.text("value")));
    }
    Optional<Metric.Part> numerator = part("numerator");
    Optional<Metric.Part> denominator = part("denominator");
    return numerator.flatMap(over -> denominator.map(by -> new Metric.Quotient(over, by)));
  }

  private Optional<Metric.Part> part(String key) {
    YamlMap part = yaml.map(key);
    part.only("title", "unit", "value");
    String title = part.text("title");
    String value = part.text("value");
    return unit(part, "unit").map(unit -> new Metric.Part(title, unit, value));
  }

  /** The unit that is written there; a problem when it is none. */
  static Optional<Unit> unit(YamlMap yaml, String key) {
    String text = yaml.text(key);
    Optional<Unit> found = Unit.parse(text);
    if (found.isEmpty() && !text.isEmpty()) {
      yaml.problem(key, text + " is none of " + String.join(", ", Unit.texts()));
    }
    return found;
  }

  /** The constant of this name in lower case; a problem when there is none. */
  static <E extends Enum<E>> Optional<E> choice(YamlMap yaml, String key, E[] values) {
    String text = yaml.text(key);
    List<String> names = new ArrayList<>();
    for (E value : values) {
      names.add(value.name().toLowerCase(Locale.ROOT));
    }
    Optional<E> found =
        Arrays.stream(values)
            .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
            .findFirst();
    if (found.isEmpty() && !text.isEmpty()) {
      yaml.problem(key, text + " is none of " + String.join(", ", names));
    }
    return found;
  }
}
