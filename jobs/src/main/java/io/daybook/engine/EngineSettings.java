package io.daybook.engine;

import static java.util.Objects.requireNonNull;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What an engine may use.
 *
 * @param threads that compute in this process
 * @param memory beside the heap, {@code 2GB}: all of DuckDB's, and Spark's for rows that it looks
 *     up
 * @param temporary folder on this machine to spill to
 * @param sparkMaster {@code local} or {@code local[*]} for this process with so many threads, or
 *     the URL of a cluster
 * @param sparkConf more settings of Spark
 */
public record EngineSettings(
    int threads, String memory, Path temporary, String sparkMaster, Map<String, String> sparkConf) {
  private static final long MEGABYTE = 1_000_000;

  /** Less than that and DuckDB fails at what it cannot spill. */
  private static final long LEAST_MEMORY = 1_000 * MEGABYTE;

  public EngineSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("Invalid threads: " + threads);
    }
    requireNonNull(memory, "memory is null");
    requireNonNull(temporary, "temporary is null");
    requireNonNull(sparkMaster, "sparkMaster is null");
    sparkConf = Map.copyOf(sparkConf);
  }

  /** All cores, a quarter of the machine's memory, Spark in this process. */
  public static EngineSettings defaults(Path temporary) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new EngineSettings(cores, shareOfMemory(), temporary, "local", Map.of());
  }

  /** {@link #memory} in bytes. */
  long memoryBytes() {
    int unit = memory.replaceFirst("[^0-9].*$", "").length();
    long factor =
        switch (memory.substring(unit).strip().toUpperCase(Locale.ROOT)) {
          case "MB" -> MEGABYTE;
          case "GB" -> 1_000 * MEGABYTE;
          case "TB" -> 1_000_000 * MEGABYTE;
          case "MIB" -> 1L << 20;
          case "GIB" -> 1L << 30;
          case "TIB" -> 1L << 40;
          default -> throw new IllegalArgumentException("Invalid memory: " + memory);
        };
    return Long.parseLong(memory.substring(0, unit)) * factor;
  }

  /**
   * A quarter of the memory of this machine or container, 1 GB at least: the rest is for the heap,
   * the state server, and the cache of files that the night reads again and again.
   */
  private static String shareOfMemory() {
    long total =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return Math.max(LEAST_MEMORY, total / 4) / MEGABYTE + "MB";
  }
}
