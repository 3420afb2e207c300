package io.daybook.config;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Everything that an operator decides.
 *
 * @param home folder of the project: {@code sql/}, {@code jobs/}, {@code warehouse/}
 * @param file the {@code daybook.yml} that was read; empty for the defaults
 * @param directory where this installation keeps its own files: logs, the embedded server
 * @param state the PostgreSQL that remembers runs
 * @param warehouse folder of this machine that releases go to; one folder a source
 * @param sources by name
 * @param engine engine of a night that names none
 * @param delivery where messages go
 * @param http where {@code serve} says how it is; empty for nowhere
 * @param alerts who is told what needs a person
 * @param log how the log is written
 * @param zoneRules an edition of the tz database that is used when it is the newest: a folder or a
 *     file
 */
public record DaybookConfig(
    Path home,
    Optional<Path> file,
    Path directory,
    StateConfig state,
    String warehouse,
    Map<String, SourceConfig> sources,
    EngineChoice engine,
    SparkConfig spark,
    DuckConfig duckdb,
    Retention retention,
    DeliveryConfig delivery,
    Optional<HttpConfig> http,
    AlertsConfig alerts,
    LogFormat log,
    Optional<Path> zoneRules) {
  public DaybookConfig {
    requireNonNull(home, "home is null");
    requireNonNull(file, "file is null");
    requireNonNull(directory, "directory is null");
    requireNonNull(state, "state is null");
    requireNonNull(warehouse, "warehouse is null");
    sources = Collections.unmodifiableMap(new TreeMap<>(sources));
    requireNonNull(engine, "engine is null");
    requireNonNull(spark, "spark is null");
    requireNonNull(duckdb, "duckdb is null");
    requireNonNull(retention, "retention is null");
    requireNonNull(delivery, "delivery is null");
    requireNonNull(http, "http is null");
    requireNonNull(alerts, "alerts is null");
    requireNonNull(log, "log is null");
    requireNonNull(zoneRules, "zoneRules is null");
  }

  /** What holds without a {@code daybook.yml}: everything below the project, no source. */
  public static DaybookConfig defaults(Path home) {
    Path directory = home.resolve(".state");
    return new DaybookConfig(
        home,
        Optional.empty(),
        directory,
        new StateConfig.Embedded(directory.resolve("postgres")),
        home.resolve("warehouse").toString(),
        Map.of(),
        EngineChoice.SPARK,
        SparkConfig.DEFAULT,
        DuckConfig.DEFAULT,
        Retention.DEFAULT,
        DeliveryConfig.defaults(directory),
        Optional.of(HttpConfig.DEFAULT),
        AlertsConfig.NONE,
        LogFormat.TEXT,
        Optional.empty());
  }

  /**
   * Reads a {@code daybook.yml}; paths in it are relative to its folder. Secrets are not read.
   *
   * @param environment value of an environment variable, null when unset
   * @throws DaybookException {@link Code#CFG_INVALID} with every problem of the file
   */
  public static DaybookConfig load(Path home, Path file, UnaryOperator<String> environment) {
    Problems problems = new Problems(Code.CFG_INVALID, "Cannot use the configuration " + file);
    YamlMap yaml = YamlMap.load(file, problems);
    DaybookConfig config =
        new ConfigReader(file.toAbsolutePath().getParent(), environment)
            .read(yaml, defaults(home), file);
    problems.throwIfAny();
    return config;
  }

  /**
   * The source of this name.
   *
   * @throws DaybookException {@link Code#USAGE} when the configuration has none
   */
  public SourceConfig source(String name) {
    SourceConfig source = sources.get(name);
    if (source != null) {
      return source;
    }
    String from = file.map(path -> path + " names " + known()).orElse("there is no daybook.yml");
    throw DaybookException.of(
            Code.USAGE,
            "Cannot find the source "
                + name
                + ": "
                + from
                + Problems.didYouMean(name, sources.keySet()))
        .state("nothing was started or changed")
        .next("add it under sources: in a daybook.yml, named by --config or DAYBOOK_CONFIG")
        .build();
  }

  private String known() {
    return sources.isEmpty() ? "none" : String.join(", ", sources.keySet());
  }
}
