package io.daybook.report.metric;

import io.daybook.fact.FactModels;
import io.daybook.mart.MartModels;
import io.daybook.schema.Schema;
import io.daybook.source.SourceModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The catalogue of Renoz as it stands in the repository, and the columns that it is over. */
public final class RenozCatalogue {
  public static final Path HOME = Path.of(System.getProperty("daybook.home"));
  public static final Map<String, Schema> DATASETS = datasets();
  public static final Metrics METRICS = Metrics.load(HOME.resolve("sql"), "renoz", DATASETS);

  private RenozCatalogue() {}

  private static Map<String, Schema> datasets() {
    Path sql = HOME.resolve("sql");
    Map<String, Schema> schemas = new TreeMap<>();
    var facts = FactModels.load(sql, SourceModel.load(sql, "renoz"));
    facts.forEach(fact -> schemas.put(fact.dataset(), fact.schema()));
    MartModels.load(sql, "renoz", facts)
        .forEach(mart -> schemas.put(mart.dataset(), mart.schema()));
    return schemas;
  }
}
