package io.daybook.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeMap;

/**
 * How Spark is started.
 *
 * @param master its master URL; {@code local} computes in this process
 * @param conf further settings, {@code spark.executor.memory} for instance
 */
public record SparkConfig(String master, Map<String, String> conf) {
  /** Spark in this process, nothing else set. */
  public static final SparkConfig DEFAULT = new SparkConfig("local", Map.of());

  public SparkConfig {
    requireNonNull(master, "master is null");
    conf = Map.copyOf(new TreeMap<>(conf));
  }
}
