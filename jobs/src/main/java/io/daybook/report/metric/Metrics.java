package io.daybook.report.metric;

import static java.util.Objects.requireNonNull;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.fault.Code;
import io.daybook.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The metrics of a source, by id, in the order of the file.
 *
 * @param definition version of the catalogue: changes with every definition
 */
public record Metrics(Map<String, Metric> byId, String definition) {
  private static final String FILE = "metrics.yml";

  public Metrics {
    byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
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
      return new Metrics(Map.of(), "none");
    }
    Problems problems = new Problems(Code.DEF_INVALID, "Cannot load " + file);
    YamlMap yaml = YamlMap.load(file, problems);
    yaml.only("metrics");
    YamlMap all = yaml.map("metrics");
    Map<String, Metric> metrics = new LinkedHashMap<>();
    try (MetricProof proof = MetricProof.open(datasets)) {
      for (String id : all.keys()) {
        YamlMap one = all.map(id);
        new MetricReader(one, id, datasets)
            .read()
            .ifPresent(
                metric -> {
                  proof.prove(metric, one);
                  metrics.put(id, metric);
                });
      }
    }
    problems.throwIfAny();
    return new Metrics(metrics, Integer.toHexString(metrics.toString().hashCode()));
  }

  /** The metric of this id. */
  public Optional<Metric> metric(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The facts and marts that the metrics read. */
  public Set<String> datasets() {
    Set<String> datasets = new TreeSet<>();
    for (Metric metric : byId.values()) {
      if (metric.definition() instanceof Metric.Computed computed) {
        datasets.add(computed.from());
      }
    }
    return datasets;
  }
}
