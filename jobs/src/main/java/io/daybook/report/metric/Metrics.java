package io.daybook.report.metric;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import io.daybook.audience.Roles;
import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.schema.Schema;
import io.daybook.warehouse.TenantColumns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What can be asked of a source, in the order of the file.
 *
 * @param byId the metrics
 * @param dimensions what they can be asked by
 * @param subjects the facts and marts that can be asked about, by their name
 * @param application the reports that the application writes itself, the first that fits is meant
 * @param roles what users are, and which areas they may see
 * @param definition version of the catalogue: changes with every definition
 */
public record Metrics(
    Map<String, Metric> byId,
    Map<String, Dimension> dimensions,
    Map<String, Subject> subjects,
    List<ApplicationReport> application,
    Roles roles,
    String definition) {
  private static final String FILE = "metrics.yml";
  private static final String APPLICATION = "application.yml";

  public Metrics {
    byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
    dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
    subjects = Collections.unmodifiableMap(new LinkedHashMap<>(subjects));
    application = List.copyOf(application);
    requireNonNull(roles, "roles is null");
    requireNonNull(definition, "definition is null");
  }

  /**
   * Metrics as their file says them.
   *
   * @param proof tries every formula and condition over tables without rows, and tells the problems
   *     what is wrong; takes longer than reading
   */
  public record Read(Metrics metrics, Runnable proof) {
    public Read {
      requireNonNull(metrics, "metrics is null");
      requireNonNull(proof, "proof is null");
    }
  }

  /**
   * Reads {@code <source>/metrics.yml} and {@code application.yml}. A source without the first file
   * has no metrics, and one without the second no reports of its application's own shape.
   *
   * @param sqlDirectory the folder {@code sql}
   * @param datasets columns of the facts and marts, by {@code facts.orders}
   * @param unusable facts and marts that there will be, once the problems of their own files are
   *     mended; what is over them is not judged
   * @param problems are told of everything that is wrong
   */
  public static Read read(
      Path sqlDirectory,
      String source,
      Map<String, Schema> datasets,
      Set<String> unusable,
      Problems problems) {
    Path file = sqlDirectory.resolve(source).resolve(FILE);
    if (!Files.exists(file)) {
      return new Read(
          new Metrics(Map.of(), Map.of(), Map.of(), List.of(), Roles.NONE, "none"), () -> {});
    }
    MetricsReader reader =
        new MetricsReader(
            YamlMap.load(file, problems),
            application(sqlDirectory, source, problems),
            datasets,
            unusable);
    return new Read(reader.read(), reader::prove);
  }

  /** The file that says what the application's own reports mean. */
  public static Path applicationFile(Path sqlDirectory, String source) {
    return sqlDirectory.resolve(source).resolve(APPLICATION);
  }

  private static YamlMap application(Path sqlDirectory, String source, Problems problems) {
    Path file = applicationFile(sqlDirectory, source);
    return Files.exists(file)
        ? YamlMap.load(file, problems)
        : YamlMap.parse(file.toString(), "", problems);
  }

  /** The metric of this id. */
  public Optional<Metric> metric(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The subject over this dataset. */
  public Optional<Subject> over(String dataset) {
    return subjects.values().stream().filter(subject -> subject.from().equals(dataset)).findFirst();
  }

  /** The area that a metric is of; empty of one that has no number, or whose dataset is of none. */
  public Optional<String> area(Metric metric) {
    return metric.definition() instanceof Metric.Computed computed
        ? over(computed.from()).map(Subject::area)
        : Optional.empty();
  }

  /** The columns of a dataset whose days the periods of metrics and subjects take. */
  public Set<String> datesOf(String dataset) {
    Set<String> dates = new TreeSet<>();
    for (Metric metric : byId.values()) {
      if (metric.definition() instanceof Metric.Computed computed
          && computed.from().equals(dataset)
          && computed.when() instanceof Metric.During during) {
        dates.add(during.dateColumn());
      }
    }
    over(dataset).flatMap(Subject::date).ifPresent(dates::add);
    return dates;
  }

  /** The facts and marts that these metrics read. */
  public Set<String> datasets(Collection<String> ids) {
    Set<String> datasets = new TreeSet<>();
    for (String id : ids) {
      if (byId.get(id).definition() instanceof Metric.Computed computed) {
        datasets.add(computed.from());
      }
    }
    return datasets;
  }

  /** The facts and marts that can be read. */
  public Set<String> datasets() {
    return words().keySet();
  }

  /**
   * What can be read, by fact and mart: the columns that a formula, a condition, a dimension or a
   * list names, with words of SQL among them, and those that are only compared: the keys of
   * dimensions, and what formulas count each value of once. The tenant's column is none of them.
   */
  public Map<String, TenantColumns> columns() {
    Map<String, TenantColumns> columns = new TreeMap<>();
    words()
        .forEach(
            (dataset, words) -> {
              Set<String> keys = compared(dataset);
              Set<String> names = new TreeSet<>(words);
              names.addAll(keys);
              columns.put(
                  dataset,
                  new TenantColumns(
                      names, keys.stream().filter(key -> !words.contains(key)).collect(toSet())));
            });
    return columns;
  }

  private Set<String> compared(String dataset) {
    Set<String> compared = new TreeSet<>(over(dataset).map(Subject::keys).orElse(Set.of()));
    for (Metric metric : byId.values()) {
      if (metric.definition() instanceof Metric.Computed computed
          && computed.from().equals(dataset)) {
        compared.addAll(computed.counted());
      }
    }
    return compared;
  }

  private Map<String, Set<String>> words() {
    Map<String, Set<String>> words = new TreeMap<>();
    for (Metric metric : byId.values()) {
      if (metric.definition() instanceof Metric.Computed computed) {
        words.computeIfAbsent(computed.from(), none -> anyCase()).addAll(computed.words());
      }
    }
    for (Subject subject : subjects.values()) {
      words.computeIfAbsent(subject.from(), none -> anyCase()).addAll(subject.words());
    }
    return words;
  }

  private static Set<String> anyCase() {
    return new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  }
}
