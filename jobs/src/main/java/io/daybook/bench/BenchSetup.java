package io.daybook.bench;

import static java.util.Objects.requireNonNull;

import io.daybook.demo.DemoSize;
import io.daybook.engine.EngineSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What a bench may use.
 *
 * @param sqlDirectory the folder {@code sql/}
 * @param directory folder of the benches' own sources and files; a source stays for the next time
 * @param size of the source
 * @param rounds how often each side is measured
 * @param engineName {@code duckdb} or {@code spark}, where a bench leaves the choice
 * @param engine what the engine may use
 * @param clock in UTC
 * @param version of Daybook
 * @param progress told what goes on
 */
public record BenchSetup(
    Path sqlDirectory,
    Path directory,
    DemoSize size,
    int rounds,
    String engineName,
    EngineSettings engine,
    Clock clock,
    String version,
    Consumer<String> progress) {
  /** Medians of fewer rounds say little. */
  public static final int DEFAULT_ROUNDS = 5;

  public BenchSetup {
    requireNonNull(sqlDirectory, "sqlDirectory is null");
    requireNonNull(directory, "directory is null");
    requireNonNull(size, "size is null");
    if (rounds < 1) {
      throw new IllegalArgumentException("Invalid rounds: " + rounds);
    }
    requireNonNull(engineName, "engineName is null");
    requireNonNull(engine, "engine is null");
    requireNonNull(clock, "clock is null");
    requireNonNull(version, "version is null");
    requireNonNull(progress, "progress is null");
  }

  BenchSetup withSize(DemoSize other) {
    return new BenchSetup(
        sqlDirectory, directory, other, rounds, engineName, engine, clock, version, progress);
  }
}
