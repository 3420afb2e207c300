package io.daybook.report.metric;

import io.daybook.config.Problems;
import io.daybook.fault.Code;
import io.daybook.schema.Schema;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Metrics over facts and marts of which there is nothing but the columns. */
public final class ReadMetrics {
  private ReadMetrics() {}

  /** The metrics of a source, which must have no problem. */
  public static Metrics of(Path sql, String source, Map<String, Schema> datasets) {
    Problems problems = new Problems(Code.DEF_INVALID, "Cannot read the metrics of " + source);
    Metrics.Read read = Metrics.read(sql, source, datasets, Set.of(), problems);
    read.proof().run();
    problems.throwIfAny();
    return read.metrics();
  }
}
