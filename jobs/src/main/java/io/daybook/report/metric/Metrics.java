package io.daybook.report.metric;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Roles;
import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.fault.Code;
import io.daybook.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What can be asked of a source, in the order of the file.
 *
 * @param byId the metrics
 * @param dimensions what they can be asked by
 * @param subjects the facts and marts that can be asked about, by their name
 * @param roles what users are, and which areas they may see
 * @param definition version of the catalogue: changes with every definition
 */
public record Metrics(
    Map<String, Metric> byId,
    Map<String, Dimension> dimensions,
    Map<String, Subject> subjects,
    Roles roles,
    String definition) {
  private static final String FILE = "metrics.yml";

  /** Whoever makes reports loads the same catalogue again; each metric was planned to prove it. */
  private static final Map<Proved, Metrics> PROVED = new ConcurrentHashMap<>();

  private static final int MOST_PROVED = 8;

  /** What a proof depends on. */
  private record Proved(String text, Map<String, Schema> datasets) {}

  public Metrics {
    byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
    dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
    subjects = Collections.unmodifiableMap(new LinkedHashMap<>(subjects));
    requireNonNull(roles, "roles is null");
    requireNonNull(definition, "definition is null");
  }

  /**
   * Loads {@code <source>/metrics.yml} and proves every formula against the columns. A source
   * without the file has no metrics.
   *
   * @param sqlDirectory the folder {@code sql}
   * @param datasets columns of the facts and marts, by {@code facts.orders}
   * @throws io.daybook.fault.DaybookException DEF_INVALID with every problem of the file
   */
  public static Metrics load(Path sqlDirectory, String source, Map<String, Schema> datasets) {
    Path file = sqlDirectory.resolve(source).resolve(FILE);
    if (!Files.exists(file)) {
      return new Metrics(Map.of(), Map.of(), Map.of(), Roles.NONE, "none");
    }
    Problems problems = new Problems(Code.DEF_INVALID, "Cannot load " + file);
    Optional<String> read = YamlMap.text(file, problems);
    problems.throwIfAny();
    String text = read.orElseThrow();
    Proved proof = new Proved(text, Map.copyOf(datasets));
    Metrics known = PROVED.get(proof);
    if (known != null) {
      return known;
    }
    YamlMap yaml = YamlMap.parse(file.toString(), text, problems);
    Metrics metrics = new MetricsReader(yaml, datasets).read();
    problems.throwIfAny();
    if (PROVED.size() >= MOST_PROVED) {
      PROVED.clear();
    }
    PROVED.put(proof, metrics);
    return metrics;
  }

  /** The metric of this id. */
  public Optional<Metric> metric(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The subject over this dataset. */
  public Optional<Subject> over(String dataset) {
    return subjects.values().stream().filter(subject -> subject.from().equals(dataset)).findFirst();
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
    Set<String> datasets = datasets(byId.keySet());
    subjects.values().forEach(subject -> datasets.add(subject.from()));
    return datasets;
  }
}
