package io.daybook.engine;

import io.daybook.config.Problems;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.warehouse.FileStore;
import java.util.List;

/** The engines by their names. */
public final class Engines {
  /** The names, the default first. */
  public static final List<String> NAMES = List.of("spark", "duckdb");

  private Engines() {}

  /** What DuckDB says of queries; needs no file and no setting. */
  public static Binder duckBinder() {
    return DuckBinder.open();
  }

  /** What Spark says of queries; starts it where this process has not yet. */
  public static Binder sparkBinder(EngineSettings settings) {
    return SparkBinder.open(settings);
  }

  /**
   * Opens an engine over one source's folder of the warehouse. No class of Spark is loaded for
   * DuckDB.
   *
   * @throws DaybookException USAGE for an unknown name
   */
  public static Engine open(String name, EngineSettings settings, FileStore files) {
    return switch (name) {
      case "spark" -> SparkEngine.open(settings, files);
      case "duckdb" -> DuckEngine.open(settings, files);
      default ->
          throw DaybookException.of(
                  Code.USAGE, "Invalid engine: " + name + Problems.didYouMean(name, NAMES))
              .next("use one of " + String.join(", ", NAMES))
              .build();
    };
  }
}
