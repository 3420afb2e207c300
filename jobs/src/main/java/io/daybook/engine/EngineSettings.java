package io.daybook.engine;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;

/**
 * What an engine may use.
 *
 * @param threads that compute in this process
 * @param memory that DuckDB may use beside the heap, {@code 2GB}
 * @param temporary folder on this machine to spill to
 * @param sparkMaster {@code local} or {@code local[*]} for this process with so many threads, or
 *     the URL of a cluster
 * @param sparkConf more settings of Spark
 */
public record EngineSettings(
    int threads, String memory, Path temporary, String sparkMaster, Map<String, String> sparkConf) {
  public EngineSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("Invalid threads: " + threads);
    }
    requireNonNull(memory, "memory is null");
    requireNonNull(temporary, "temporary is null");
    requireNonNull(sparkMaster, "sparkMaster is null");
    sparkConf = Map.copyOf(sparkConf);
  }

  /** All cores, 2 GB, Spark in this process. */
  public static EngineSettings defaults(Path temporary) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new EngineSettings(cores, "2GB", temporary, "local", Map.of());
  }
}
