package io.daybook.run;

import io.daybook.check.Check;
import io.daybook.check.Checks;
import io.daybook.engine.SqlText;
import io.daybook.fact.FactModel;
import io.daybook.fact.FactModels;
import io.daybook.fact.ZoneOffsets;
import io.daybook.mart.MartModel;
import io.daybook.mart.MartModels;
import io.daybook.schema.Schema;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.zone.Zones;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is computed for a source.
 *
 * @param facts in the order of building
 * @param marts in the order of building
 * @param checks generated and declared
 */
public record Models(List<FactModel> facts, List<MartModel> marts, List<Check> checks) {
  public Models {
    facts = List.copyOf(facts);
    marts = List.copyOf(marts);
    checks = List.copyOf(checks);
  }

  /**
   * Loads everything under {@code sql/<source>/} beside the source's model.
   *
   * @throws io.daybook.fault.DaybookException DEF_INVALID or DEF_DIALECT with all problems
   */
  public static Models load(Path sqlDirectory, SourceModel model) {
    List<FactModel> facts = FactModels.load(sqlDirectory, model);
    List<MartModel> marts = MartModels.load(sqlDirectory, model.name(), facts);
    return new Models(facts, marts, Checks.load(sqlDirectory, model, facts, marts));
  }

  /**
   * The columns of raw tables that anything here may read, by table: those whose names stand in a
   * query over the table. Some too many, none too few.
   */
  public Map<String, Set<String>> columnsUsed(SourceModel model) {
    Map<String, Set<String>> used = new TreeMap<>();
    Stream.of(
            facts.stream().map(FactModel::sql),
            marts.stream().map(MartModel::sql),
            checks.stream().map(Check::sql))
        .flatMap(sql -> sql)
        .forEach(sql -> addColumns(model, sql, used));
    return used;
  }

  private static void addColumns(SourceModel model, String sql, Map<String, Set<String>> used) {
    Set<String> words = SqlText.words(sql);
    for (String dataset : SqlText.datasets(sql)) {
      model
          .table(dataset.replaceFirst("^raw\\.", ""))
          .filter(table -> dataset.equals("raw." + table.name()))
          .ifPresent(
              table -> {
                Set<String> columns = used.computeIfAbsent(table.name(), name -> new TreeSet<>());
                table.columns().stream()
                    .map(SourceColumn::name)
                    .filter(words::contains)
                    .forEach(columns::add);
              });
    }
  }

  /** The facts in the order of building, in groups within which none reads another. */
  public List<List<FactModel>> factWaves() {
    return Waves.of(facts, FactModel::dataset, FactModel::reads);
  }

  /** The marts in the order of building, in groups within which none reads another. */
  public List<List<MartModel>> martWaves() {
    return Waves.of(marts, MartModel::dataset, MartModel::reads);
  }

  /** Columns of every fact and mart, by {@code facts.orders}. */
  public Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    facts.forEach(fact -> schemas.put(fact.dataset(), fact.schema()));
    marts.forEach(mart -> schemas.put(mart.dataset(), mart.schema()));
    return schemas;
  }

  /** Hash of the definition of every fact and mart, by the dataset's name. */
  Map<String, String> definitions() {
    Map<String, String> definitions = new LinkedHashMap<>();
    definitions.put("facts." + ZoneOffsets.NAME, Zones.edition().version().text());
    facts.forEach(fact -> definitions.put(fact.dataset(), fact.definition()));
    marts.forEach(mart -> definitions.put(mart.dataset(), mart.definition()));
    return definitions;
  }
}
