package io.daybook.report.metric;

import io.daybook.definition.Renoz;
import io.daybook.schema.Schema;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The catalogue of Renoz as it stands in the repository, and the columns that it is over. */
public final class RenozCatalogue {
  public static final Path HOME = Path.of(System.getProperty("daybook.home"));
  public static final Metrics METRICS = Renoz.DEFINITION.metrics();

  /** Columns of every fact and mart, by {@code facts.orders}. */
  public static final Map<String, Schema> DATASETS = datasets();

  private RenozCatalogue() {}

  private static Map<String, Schema> datasets() {
    Map<String, Schema> schemas = new TreeMap<>();
    Renoz.DEFINITION.facts().forEach(fact -> schemas.put(fact.dataset(), fact.schema()));
    Renoz.DEFINITION.marts().forEach(mart -> schemas.put(mart.dataset(), mart.schema()));
    return schemas;
  }
}
