package io.daybook.definition;

import io.daybook.audience.ReportQueries;
import io.daybook.check.Check;
import io.daybook.check.Checks;
import io.daybook.config.Problems;
import io.daybook.fact.Declared;
import io.daybook.fact.FactModel;
import io.daybook.fact.FactModels;
import io.daybook.fault.Code;
import io.daybook.mart.MartModel;
import io.daybook.mart.MartModels;
import io.daybook.report.catalogue.Catalogue;
import io.daybook.report.custom.definition.DefinitionReader;
import io.daybook.report.metric.ApplicationReport;
import io.daybook.report.metric.Metrics;
import io.daybook.schema.Schema;
import io.daybook.source.SourceModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads all files of a source. What is wrong with one becomes a problem and reading goes on with
 * the rest; what builds upon it is not judged before it is mended.
 */
final class DefinitionLoader {
  private final Path sqlDirectory;
  private final SourceModel model;
  private final Problems problems;

  DefinitionLoader(Path sqlDirectory, SourceModel model) {
    this.sqlDirectory = sqlDirectory;
    this.model = model;
    this.problems =
        new Problems(Code.DEF_INVALID, "Cannot use the definitions of source " + model.name());
  }

  Map<String, String> queries() {
    Declared<FactModel> facts = FactModels.read(sqlDirectory, model, problems);
    Declared<MartModel> marts = MartModels.read(sqlDirectory, model.name(), facts, problems);
    Map<String, String> queries = new TreeMap<>();
    facts.usable().forEach(fact -> queries.put(fact.dataset(), fact.sql()));
    marts.usable().forEach(mart -> queries.put(mart.dataset(), mart.sql()));
    return queries;
  }

  /** Reads and proves everything. */
  SourceDefinition load() {
    UnprovenDefinition read = read();
    return read.with(read.prove());
  }

  /**
   * The same, and proves nothing of which a proof is kept.
   *
   * @param fingerprint of the files before the first of them was read: a proof is of files that
   *     nobody has changed meanwhile
   */
  SourceDefinition load(KeptProofs proofs, String fingerprint) {
    UnprovenDefinition read = read();
    boolean isOfTheseFiles = Fingerprint.of(read.folder()).equals(fingerprint);
    Optional<Map<String, Set<String>>> kept =
        isOfTheseFiles ? proofs.find(model.name(), fingerprint) : Optional.empty();
    if (kept.isPresent()) {
      return read.with(kept.orElseThrow());
    }
    SourceDefinition proven = read.with(read.prove());
    if (isOfTheseFiles) {
      proofs.keep(model.name(), fingerprint, proven.columnsUsed());
    }
    return proven;
  }

  private UnprovenDefinition read() {
    Path folder = sqlDirectory.resolve(model.name());
    Declared<FactModel> facts = FactModels.read(sqlDirectory, model, problems);
    Declared<MartModel> marts = MartModels.read(sqlDirectory, model.name(), facts, problems);
    Set<String> unusable = marts.unusableAnd(facts.unusable());
    List<Check> checks =
        Checks.read(sqlDirectory, model, facts.usable(), marts.usable(), unusable, problems);
    Map<String, Schema> schemas = SourceDefinition.schemas(facts.usable(), marts.usable());
    schemas.replaceAll((dataset, schema) -> schema.read());
    Metrics.Read metrics = Metrics.read(sqlDirectory, model.name(), schemas, unusable, problems);
    DefinitionReader reader = new DefinitionReader(metrics.metrics());
    for (ApplicationReport report : metrics.metrics().application()) {
      reader
          .problems(report)
          .forEach(
              problem ->
                  problems.add(
                      Metrics.applicationFile(sqlDirectory, model.name()).toString(),
                      report.name() + ": " + problem));
    }
    Path reports = folder.resolve("reports");
    return new UnprovenDefinition(
        folder,
        model,
        facts.usable(),
        marts.usable(),
        unusable,
        checks,
        metrics,
        ReportQueries.read(reports, problems),
        Catalogue.read(reports, problems),
        problems);
  }
}
