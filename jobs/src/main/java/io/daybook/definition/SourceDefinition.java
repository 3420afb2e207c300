package io.daybook.definition;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.ReportQueries;
import io.daybook.check.Check;
import io.daybook.config.Problems;
import io.daybook.engine.Binder;
import io.daybook.fact.FactModel;
import io.daybook.fact.Generated;
import io.daybook.fault.Code;
import io.daybook.mart.MartModel;
import io.daybook.report.DefinedReports;
import io.daybook.report.catalogue.Catalogue;
import io.daybook.report.metric.Metrics;
import io.daybook.schema.Schema;
import io.daybook.source.SourceModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that is defined for a source below {@code sql/<source>/}, proven on DuckDB.
 *
 * @param folder {@code sql/<source>}
 * @param model its tables, keys and tenants
 * @param facts in the order of building
 * @param marts in the order of building
 * @param checks generated and declared
 * @param metrics what can be asked of it
 * @param reports who asks for what, as queries over a release
 * @param catalogue the reports that it has of its own
 * @param columnsUsed the columns of raw tables that facts and checks read, by table; marts read
 *     none
 */
public record SourceDefinition(
    Path folder,
    SourceModel model,
    List<FactModel> facts,
    List<MartModel> marts,
    List<Check> checks,
    Metrics metrics,
    ReportQueries reports,
    Catalogue catalogue,
    Map<String, Set<String>> columnsUsed) {
  public SourceDefinition {
    requireNonNull(folder, "folder is null");
    requireNonNull(model, "model is null");
    facts = List.copyOf(facts);
    marts = List.copyOf(marts);
    checks = List.copyOf(checks);
    requireNonNull(metrics, "metrics is null");
    requireNonNull(reports, "reports is null");
    requireNonNull(catalogue, "catalogue is null");
    columnsUsed = Collections.unmodifiableMap(new TreeMap<>(columnsUsed));
  }

  /**
   * Reads everything of a source and proves it.
   *
   * @param sqlDirectory the folder {@code sql}
   * @throws io.daybook.fault.DaybookException DEF_INVALID with all problems of all files; those of
   *     {@code source.yml} and {@code catalogue.yml} alone where there are any, because everything
   *     else is read by them
   */
  public static SourceDefinition load(Path sqlDirectory, String source) {
    return load(sqlDirectory, SourceModel.load(sqlDirectory, source));
  }

  /**
   * The same, and proves nothing of which a proof is kept.
   *
   * @param proofs what this program has proven before, and will have proven now
   */
  public static SourceDefinition load(Path sqlDirectory, String source, KeptProofs proofs) {
    String fingerprint = Fingerprint.of(sqlDirectory.resolve(source));
    return new DefinitionLoader(sqlDirectory, SourceModel.load(sqlDirectory, source))
        .load(proofs, fingerprint);
  }

  /** The same for a model that was loaded already. */
  public static SourceDefinition load(Path sqlDirectory, SourceModel model) {
    return new DefinitionLoader(sqlDirectory, model).load();
  }

  /**
   * The queries of the facts and marts that can be read, by {@code facts.orders}, proven or not: to
   * look at while they are mended.
   */
  public static Map<String, String> queries(Path sqlDirectory, SourceModel model) {
    return new DefinitionLoader(sqlDirectory, model).queries();
  }

  /** What its files say of reports. */
  public DefinedReports definedReports() {
    return new DefinedReports(reports, metrics, catalogue);
  }

  /** Name of the source. */
  public String source() {
    return model.name();
  }

  /**
   * Proves the facts and marts on the engine that is to build them.
   *
   * @throws io.daybook.fault.DaybookException DEF_INVALID with all problems
   */
  public void requireComputableBy(Binder binder) {
    Problems problems =
        new Problems(
            Code.DEF_INVALID,
            "Cannot compute the definitions of source " + source() + " with " + binder.engine());
    Proof proof = new Proof(folder, binder, problems);
    proof.declare(model, facts, marts);
    proof.facts(facts);
    proof.marts(marts);
    problems.throwIfAny();
  }

  /** The columns of raw tables that one fact reads, by table. */
  public Map<String, Set<String>> columnsUsed(FactModel fact) {
    return ColumnsRead.of(model, List.of(fact.sql()));
  }

  /**
   * The columns of raw tables by which figures are counted by day, by table: without its day a row
   * is in no figure of any day. Those of which facts make local dates, and the dates of metrics.
   */
  public Map<String, Set<String>> dayColumns() {
    Map<String, Set<String>> columns = new TreeMap<>();
    for (FactModel fact : facts) {
      if (fact.base().isEmpty()) {
        continue;
      }
      Set<String> ofBase = columns.computeIfAbsent(fact.base().get(), base -> new TreeSet<>());
      fact.localDates().forEach(each -> ofBase.add(each.source()));
      Set<String> ofMetrics = metrics.datesOf(fact.dataset());
      fact.carried().stream()
          .filter(each -> ofMetrics.contains(each.column()))
          .forEach(each -> ofBase.add(each.source()));
    }
    return columns;
  }

  /** The facts in the order of building, in groups within which none reads another. */
  public List<List<FactModel>> factWaves() {
    return Waves.of(facts, FactModel::dataset, FactModel::reads);
  }

  /** The marts in the order of building, in groups within which none reads another. */
  public List<List<MartModel>> martWaves() {
    return Waves.of(marts, MartModel::dataset, MartModel::reads);
  }

  /** The datasets among the facts that are not made of the source. */
  public List<Generated> generated() {
    return generated(model, facts, marts);
  }

  static List<Generated> generated(
      SourceModel model, List<FactModel> facts, List<MartModel> marts) {
    List<Generated> all = new ArrayList<>(Generated.of(model));
    all.add(Lineage.dataset(model, facts, marts));
    return all;
  }

  /** What every fact and mart is made of. */
  public Lineage lineage() {
    return Lineage.of(model, facts, marts);
  }

  /** The same without columns, for which no query needs to be read. */
  public Lineage lineageOfDatasets() {
    return Lineage.ofDatasets(facts, marts);
  }

  /** Columns of every fact and mart as they are built, by {@code facts.orders}. */
  static Map<String, Schema> schemas(List<FactModel> facts, List<MartModel> marts) {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    facts.forEach(fact -> schemas.put(fact.dataset(), fact.schema()));
    marts.forEach(mart -> schemas.put(mart.dataset(), mart.schema()));
    return schemas;
  }

  /** Hash of the definition of every fact and mart, by the dataset's name. */
  public Map<String, String> hashes() {
    Map<String, String> hashes = new LinkedHashMap<>();
    generated().forEach(each -> hashes.put(each.dataset(), each.version()));
    facts.forEach(fact -> hashes.put(fact.dataset(), fact.definition()));
    marts.forEach(mart -> hashes.put(mart.dataset(), mart.definition()));
    return hashes;
  }
}
