package io.daybook.report.metric;

import io.daybook.audience.Roles;
import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.digest.Sha256;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads a whole catalogue; every problem of the file is found. */
final class MetricsReader {
  private final YamlMap yaml;
  private final YamlMap application;
  private final Map<String, Schema> datasets;

  private final Set<String> unusable;

  private final List<Entry<Subject>> subjectEntries = new ArrayList<>();
  private final List<Entry<Metric>> metricEntries = new ArrayList<>();

  /** What an entry of the file says, and the entry, which hears of what is wrong. */
  private record Entry<T>(T said, YamlMap yaml) {}

  /**
   * Reads nothing yet.
   *
   * @param application what the application's own reports mean
   * @param unusable datasets whose columns nobody can tell now: what is over them is passed over
   */
  MetricsReader(
      YamlMap yaml, YamlMap application, Map<String, Schema> datasets, Set<String> unusable) {
    this.yaml = yaml;
    this.application = application;
    this.datasets = datasets;
    this.unusable = unusable;
  }

  /** What could be read. */
  Metrics read() {
    yaml.only("metrics", "dimensions", "datasets", "roles", "answering");
    Map<String, Subject> subjects = new LinkedHashMap<>();
    Map<String, Metric> metrics = new LinkedHashMap<>();
    YamlMap all = yaml.map("datasets");
    for (String name : all.keys()) {
      YamlMap one = all.map(name);
      if (isPassedOver(one)) {
        continue;
      }
      new SubjectReader(one, name, datasets, yaml.map("dimensions").keys())
          .read()
          .ifPresent(
              subject -> {
                subjectEntries.add(new Entry<>(subject, one));
                requireOnce(subject, subjects, one);
                subjects.put(name, subject);
              });
    }
    YamlMap numbers = yaml.map("metrics");
    for (String id : numbers.keys()) {
      YamlMap one = numbers.map(id);
      if (isPassedOver(one)) {
        continue;
      }
      new MetricReader(one, id, datasets)
          .read()
          .ifPresent(
              metric -> {
                metricEntries.add(new Entry<>(metric, one));
                requireSubject(metric, subjects, one);
                metrics.put(id, metric);
              });
    }
    // Half of the datasets tell neither which dimensions nor which areas there are.
    boolean isWhole = unusable.isEmpty();
    Map<String, Dimension> dimensions = isWhole ? dimensions(subjects) : Map.of();
    Roles roles = isWhole ? roles(subjects) : Roles.NONE;
    List<ApplicationReport> reports =
        isWhole
            ? new ApplicationReportReader(
                    application,
                    yaml.map("metrics").keys(),
                    yaml.map("dimensions").keys(),
                    subjects)
                .read()
            : List.of();
    String version = Sha256.version(metrics, dimensions, subjects, reports, roles);
    return new Metrics(metrics, dimensions, subjects, reports, roles, version);
  }

  /** Tries what was read. */
  void prove() {
    try (MetricProof proof = MetricProof.open(datasets);
        MetricUnits units = new MetricUnits(datasets)) {
      subjectEntries.forEach(each -> proof.prove(each.said(), each.yaml()));
      for (Entry<Metric> each : metricEntries) {
        proof.prove(each.said(), each.yaml());
        units.prove(each.said(), each.yaml());
      }
    }
  }

  private boolean isPassedOver(YamlMap one) {
    return one.optionalText("from").filter(unusable::contains).isPresent();
  }

  private static void requireOnce(Subject subject, Map<String, Subject> subjects, YamlMap yaml) {
    for (Subject other : subjects.values()) {
      if (other.from().equals(subject.from())) {
        yaml.problem("from", subject.from() + " is " + other.name() + " already");
      }
    }
  }

  /** A metric over what nobody may see could be asked by nobody. */
  private static void requireSubject(Metric metric, Map<String, Subject> subjects, YamlMap yaml) {
    if (!subjects.isEmpty()
        && metric.definition() instanceof Metric.Computed computed
        && subjects.values().stream().noneMatch(each -> each.from().equals(computed.from()))) {
      yaml.problem("from", "no dataset below is over " + computed.from());
    }
  }

  private Map<String, Dimension> dimensions(Map<String, Subject> subjects) {
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    YamlMap all = yaml.map("dimensions");
    for (String id : all.keys()) {
      YamlMap one = all.map(id);
      one.only("title", "description");
      String title = one.text("title");
      String description = one.text("description").strip();
      if (!id.matches("[a-z][a-z0-9_]{0,62}") || TimeStep.of(id).isPresent()) {
        one.problem(
            "title", id + " is not an id; lower case, digits and _ only, and no span of time");
      }
      type(id, subjects, one)
          .ifPresent(type -> dimensions.put(id, new Dimension(id, title, description, type)));
    }
    return dimensions;
  }

  /** Values of one dimension are compared over datasets. */
  private Optional<DataType> type(String id, Map<String, Subject> subjects, YamlMap yaml) {
    Set<DataType> types = new LinkedHashSet<>();
    for (Subject subject : subjects.values()) {
      Optional.ofNullable(subject.groupings().get(id))
          .flatMap(grouping -> datasets.get(subject.from()).column(grouping.column()))
          .ifPresent(column -> types.add(column.type()));
    }
    if (types.size() > 1) {
      yaml.problem(
          "title",
          "it is "
              + types.stream().map(DataType::toString).collect(Collectors.joining(" and "))
              + "; one type is needed");
    } else if (types.isEmpty()) {
      yaml.problem("title", "no dataset has the dimension " + id);
    }
    return types.stream().findFirst();
  }

  private Roles roles(Map<String, Subject> subjects) {
    Set<String> areas = subjects.values().stream().map(Subject::area).collect(Collectors.toSet());
    Map<String, Set<String>> roles = new LinkedHashMap<>();
    YamlMap all = yaml.map("roles");
    for (String role : all.keys()) {
      Set<String> seen = new LinkedHashSet<>(all.texts(role));
      seen.stream()
          .filter(area -> !areas.contains(area))
          .forEach(area -> all.problem(role, "no dataset is of the area " + area));
      roles.put(role, Collections.unmodifiableSet(new TreeSet<>(seen)));
    }
    List<String> answering = yaml.has("answering") ? yaml.texts("answering") : List.of();
    answering.stream()
        .filter(role -> !roles.containsKey(role))
        .forEach(
            role ->
                yaml.problem(
                    "answering",
                    "there is no role " + role + Problems.didYouMean(role, roles.keySet())));
    return new Roles(roles, answering);
  }
}
