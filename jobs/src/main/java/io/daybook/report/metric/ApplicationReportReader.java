package io.daybook.report.metric;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what the application's own reports mean; every name must be of the catalogue. */
final class ApplicationReportReader {
  private final YamlMap yaml;
  private final Set<String> metrics;
  private final Set<String> dimensions;
  private final Map<String, Subject> subjects;

  /** The ids that the files name, whatever else is wrong with what they are of. */
  ApplicationReportReader(
      YamlMap yaml, Set<String> metrics, Set<String> dimensions, Map<String, Subject> subjects) {
    this.yaml = yaml;
    this.metrics = metrics;
    this.dimensions = dimensions;
    this.subjects = subjects;
  }

  /** The reports, in the order of the file. */
  List<ApplicationReport> read() {
    return yaml.keys().stream().map(name -> report(name, yaml.map(name))).toList();
  }

  private ApplicationReport report(String name, YamlMap one) {
    one.only("filters", "by", "source", "without", "period", "descending", "columns");
    Optional<Subject> source = source(one);
    Map<String, List<String>> filters = texts(one.map("filters"));
    if (filters.isEmpty()) {
      one.problem("filters", "is missing: nothing would tell the report from others");
    }
    List<String> by = one.texts("by");
    by.stream()
        .filter(id -> !dimensions.contains(id))
        .forEach(id -> one.problem("by", "there is no dimension" + of(id, dimensions)));
    Map<String, List<String>> without = texts(one.map("without"));
    if (!without.isEmpty() && source.isEmpty()) {
      one.problem("without", "needs a source: metrics say themselves which rows they count");
    }
    without.keySet().forEach(id -> requireField(one.map("without"), id, id, source));
    Map<String, String> columns = columns(one.map("columns"), source);
    if (columns.isEmpty()) {
      one.problem("columns", "is missing");
    }
    Optional<String> descending = one.optionalText("descending");
    if (descending.isPresent() && !columns.containsKey(descending.get())) {
      one.problem("descending", "there is no column" + of(descending.get(), columns.keySet()));
    }
    YamlMap period = one.map("period");
    period.only("from", "to", "otherwise");
    return new ApplicationReport(
        name,
        filters,
        by,
        source.map(Subject::name),
        without,
        new ApplicationReport.Days(
            period.text("from"), period.text("to"), period.text("otherwise")),
        descending,
        columns);
  }

  private Optional<Subject> source(YamlMap one) {
    Optional<String> name = one.optionalText("source");
    if (name.isPresent() && !subjects.containsKey(name.get())) {
      one.problem("source", "there is no dataset" + of(name.get(), subjects.keySet()));
    }
    return name.map(subjects::get);
  }

  private static Map<String, List<String>> texts(YamlMap map) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (String key : map.keys()) {
      List<String> values = map.texts(key);
      if (values.isEmpty()) {
        map.problem(key, "is missing");
      } else {
        texts.put(key, values);
      }
    }
    return texts;
  }

  private Map<String, String> columns(YamlMap map, Optional<Subject> source) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String name : map.keys()) {
      String id = map.text(name);
      columns.put(name, id);
      if (source.isPresent()) {
        requireField(map, name, id, source);
      } else if (!metrics.contains(id) && !dimensions.contains(id)) {
        Set<String> known = new TreeSet<>(metrics);
        known.addAll(dimensions);
        map.problem(name, "there is no metric or dimension" + of(id, known));
      }
    }
    return columns;
  }

  private static void requireField(YamlMap map, String key, String id, Optional<Subject> source) {
    if (source.isPresent() && !source.get().fields().containsKey(id)) {
      map.problem(
          key,
          "there is no column of " + source.get().name() + of(id, source.get().fields().keySet()));
    }
  }

  private static String of(String unknown, Collection<String> known) {
    return " " + unknown + Problems.didYouMean(unknown, known);
  }
}
