package io.daybook.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.report.custom.definition.Comparison;
import io.daybook.report.custom.definition.Period;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.Metrics;
import io.daybook.report.metric.Subject;
import io.daybook.report.metric.TimeStep;
import io.daybook.schema.DataType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Valid definitions, over everything that the catalogue has; the same seed gives the same. */
public final class RandomDefinitions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Random random;
  private final Metrics catalogue;
  private final Map<String, List<Map<String, Object>>> data;
  private final LocalDate today;

  /**
   * @param data rows of one tenant, whose values filters take; see {@link
   *     io.daybook.warehouse.DatasetRows}
   * @param today first day that is not over
   */
  public RandomDefinitions(
      long seed, Metrics catalogue, Map<String, List<Map<String, Object>>> data, LocalDate today) {
    this.random = new Random(seed);
    this.catalogue = catalogue;
    this.data = data;
    this.today = today;
  }

  /** The next one. */
  public String next() {
    ObjectNode definition = JSON.createObjectNode();
    boolean list = random.nextInt(4) == 0;
    List<Metric> metrics = list ? List.of() : metrics();
    Optional<Subject> source =
        list || random.nextInt(4) == 0 ? Optional.of(source(metrics)) : Optional.empty();
    source = source.filter(subject -> list || !summed(subject).isEmpty());
    if (!list && source.isPresent() && random.nextBoolean()) {
      metrics = List.of();
    }
    if (!metrics.isEmpty()) {
      ArrayNode ids = definition.putArray("metrics");
      metrics.forEach(metric -> ids.add(metric.id()));
    }
    if (source.isPresent()) {
      definition.put("source", source.get().name());
      ArrayNode columns = definition.putArray("columns");
      List<Subject.Field> fields =
          some(list ? List.copyOf(source.get().fields().values()) : summed(source.get()), 5);
      fields.forEach(field -> columns.add(field.column()));
    }
    List<Subject> subjects = subjects(metrics, source);
    boolean byDays =
        metrics.stream().allMatch(RandomDefinitions::goesByDays)
            && source.map(subject -> subject.date().isPresent()).orElse(true);
    boolean isDated = source.map(subject -> subject.date().isPresent()).orElse(true);
    boolean needsPeriod = metrics.stream().anyMatch(RandomDefinitions::goesByDays);
    if (needsPeriod && !isDated) {
      return next();
    }
    List<String> axes = list ? List.of() : axes(metrics, source, subjects, byDays);
    if (!axes.isEmpty()) {
      ArrayNode dimensions = definition.putArray("dimensions");
      axes.forEach(dimensions::add);
    }
    if (metrics.isEmpty() && axes.isEmpty() && !list) {
      return next();
    }
    boolean hasPeriod = isDated && (needsPeriod || random.nextBoolean());
    if (hasPeriod) {
      period(definition);
    }
    boolean pivots = axes.size() > 1 && random.nextInt(4) == 0;
    if (pivots) {
      definition.put("pivot", axes.get(random.nextInt(axes.size())));
    } else if (hasPeriod && !list && random.nextInt(3) == 0) {
      definition.put("comparison", pick(List.of(Comparison.values())).id());
    }
    if (random.nextBoolean()) {
      filter(metrics, source, subjects, 1).ifPresent(filter -> definition.set("filter", filter));
    }
    sort(definition, metrics, source, axes, list);
    if (random.nextInt(3) == 0) {
      definition.put("limit", 1 + random.nextInt(40));
    }
    return definition.toString();
  }

  private static boolean goesByDays(Metric metric) {
    return metric.definition() instanceof Metric.Computed computed
        && computed.when() instanceof Metric.During;
  }

  private List<Metric> metrics() {
    List<Metric> all =
        catalogue.byId().values().stream()
            .filter(metric -> metric.definition() instanceof Metric.Computed)
            .toList();
    Metric first = pick(all);
    List<Metric> chosen = new ArrayList<>(List.of(first));
    String from = ((Metric.Computed) first.definition()).from();
    for (int i = random.nextInt(4); i > 0; i--) {
      boolean alike = random.nextInt(3) > 0;
      Metric other =
          pick(
              alike
                  ? all.stream()
                      .filter(each -> ((Metric.Computed) each.definition()).from().equals(from))
                      .toList()
                  : all);
      if (!chosen.contains(other)) {
        chosen.add(other);
      }
    }
    return chosen;
  }

  private Subject source(List<Metric> metrics) {
    if (!metrics.isEmpty() && random.nextBoolean()) {
      return catalogue.over(((Metric.Computed) metrics.get(0).definition()).from()).orElseThrow();
    }
    return pick(List.copyOf(catalogue.subjects().values()));
  }

  private static List<Subject.Field> summed(Subject subject) {
    return subject.fields().values().stream().filter(Subject.Field::isSummed).toList();
  }

  private List<Subject> subjects(List<Metric> metrics, Optional<Subject> source) {
    Set<Subject> subjects = new LinkedHashSet<>();
    metrics.forEach(
        metric ->
            subjects.add(
                catalogue.over(((Metric.Computed) metric.definition()).from()).orElseThrow()));
    source.ifPresent(subjects::add);
    return List.copyOf(subjects);
  }

  private static List<String> shared(List<Subject> subjects) {
    List<String> ids = new ArrayList<>(subjects.get(0).groupings().keySet());
    subjects.forEach(subject -> ids.retainAll(subject.groupings().keySet()));
    return ids;
  }

  private List<String> axes(
      List<Metric> metrics, Optional<Subject> source, List<Subject> subjects, boolean byDays) {
    Set<String> known = new LinkedHashSet<>(shared(subjects));
    if (byDays) {
      for (TimeStep step : TimeStep.values()) {
        known.add(step.id());
      }
    }
    if (metrics.isEmpty()) {
      source.orElseThrow().fields().values().stream()
          .filter(field -> field.unit().isEmpty())
          .filter(field -> field.type().kind() != DataType.Kind.TIMESTAMP)
          .forEach(field -> known.add(field.column()));
      // here a name is the column's first
      source.orElseThrow().fields().values().stream()
          .filter(field -> field.unit().isPresent())
          .forEach(field -> known.remove(field.column()));
    }
    return known.isEmpty() || random.nextInt(6) == 0 ? List.of() : some(List.copyOf(known), 3);
  }

  private void period(ObjectNode definition) {
    if (random.nextBoolean()) {
      definition.put("period", pick(List.of(Period.Name.values())).id());
      return;
    }
    LocalDate to = today.minusDays(1 + random.nextInt(300));
    ObjectNode days = definition.putObject("period");
    days.put("from", to.minusDays(random.nextInt(400)).toString());
    days.put("to", to.toString());
  }

  private Optional<ObjectNode> filter(
      List<Metric> metrics, Optional<Subject> source, List<Subject> subjects, int level) {
    int form = random.nextInt(level > 3 ? 1 : 4);
    if (form < 2) {
      return test(metrics, source, subjects);
    }
    if (form == 2) {
      return filter(metrics, source, subjects, level + 1)
          .map(part -> JSON.createObjectNode().set("not", part));
    }
    ObjectNode both = JSON.createObjectNode();
    ArrayNode parts = both.putArray(random.nextBoolean() ? "and" : "or");
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      filter(metrics, source, subjects, level + 1).ifPresent(parts::add);
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(both);
  }

  private Optional<ObjectNode> test(
      List<Metric> metrics, Optional<Subject> source, List<Subject> subjects) {
    boolean own = metrics.isEmpty() && random.nextInt(3) > 0;
    Subject subject = subjects.get(0);
    String id;
    String column;
    DataType type;
    if (own) {
      Subject.Field field = pick(List.copyOf(source.orElseThrow().fields().values()));
      id = field.column();
      column = id;
      type = field.type();
    } else {
      List<String> shared = new ArrayList<>(shared(subjects));
      if (metrics.isEmpty()) {
        shared.removeAll(source.orElseThrow().fields().keySet());
      }
      if (shared.isEmpty()) {
        return Optional.empty();
      }
      id = pick(shared);
      column = subject.groupings().get(id).column();
      type = catalogue.dimensions().get(id).type();
    }
    List<Object> values = new ArrayList<>();
    for (Map<String, Object> row : some(data.get(subject.from()), 3)) {
      if (row.get(column) != null) {
        values.add(row.get(column));
      }
    }
    return Optional.of(test(id, type, values));
  }

  private ObjectNode test(String id, DataType type, List<Object> values) {
    ObjectNode test = JSON.createObjectNode().put("field", id);
    if (values.isEmpty() || random.nextInt(6) == 0) {
      return test.put("op", random.nextBoolean() ? "is_null" : "is_not_null");
    }
    Object value = values.get(0);
    boolean text = type.kind() == DataType.Kind.TEXT;
    int choice = random.nextInt(type.kind() == DataType.Kind.BOOLEAN ? 2 : 5);
    if (choice < 2) {
      test.put("op", choice == 0 ? "eq" : "ne");
      return put(test, value);
    } else if (choice == 2) {
      test.put("op", random.nextBoolean() ? "in" : "not_in");
      ArrayNode list = test.putArray("value");
      values.forEach(each -> list.add(JSON.valueToTree(plain(each))));
      return test;
    } else if (!text && choice == 3) {
      test.put("op", "between");
      ArrayNode list = test.putArray("value");
      list.add(JSON.valueToTree(plain(value)));
      list.add(JSON.valueToTree(plain(values.get(values.size() - 1))));
      return test;
    } else if (!text) {
      test.put("op", pick(List.of("lt", "le", "gt", "ge")));
      return put(test, value);
    }
    return part(test, (String) value);
  }

  private ObjectNode part(ObjectNode test, String text) {
    int[] points = text.codePoints().toArray();
    if (points.length == 0) {
      return test.put("op", "eq").put("value", "");
    }
    int length = 1 + random.nextInt(Math.min(4, points.length));
    int at = random.nextInt(points.length - length + 1);
    return switch (random.nextInt(3)) {
      case 0 -> test.put("op", "contains").put("value", new String(points, at, length));
      case 1 -> test.put("op", "starts_with").put("value", new String(points, 0, length));
      default ->
          test.put("op", "ends_with")
              .put("value", new String(points, points.length - length, length));
    };
  }

  private static ObjectNode put(ObjectNode test, Object value) {
    return test.set("value", JSON.valueToTree(plain(value)));
  }

  private static Object plain(Object value) {
    return value instanceof LocalDate || value instanceof Instant ? value.toString() : value;
  }

  private void sort(
      ObjectNode definition,
      List<Metric> metrics,
      Optional<Subject> source,
      List<String> axes,
      boolean list) {
    List<String> known = new ArrayList<>(axes);
    metrics.forEach(metric -> known.add(metric.id()));
    definition.path("columns").forEach(column -> known.add(column.asText()));
    if (list) {
      known.addAll(source.orElseThrow().fields().keySet());
    }
    if (random.nextBoolean()) {
      ArrayNode keys = definition.putArray("sort");
      for (String id : some(known, 2)) {
        keys.addObject().put("by", id).put("direction", random.nextBoolean() ? "asc" : "desc");
      }
    }
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** One to so many different ones, in any order. */
  private <T> List<T> some(List<T> all, int most) {
    if (all.isEmpty()) {
      return List.of();
    }
    if (all.size() > 200) {
      List<T> few = new ArrayList<>();
      for (int i = 1 + random.nextInt(most); i > 0; i--) {
        few.add(pick(all));
      }
      return few;
    }
    List<T> mixed = new ArrayList<>(new LinkedHashSet<>(all));
    Collections.shuffle(mixed, random);
    return mixed.subList(0, Math.min(mixed.size(), 1 + random.nextInt(most)));
  }
}
