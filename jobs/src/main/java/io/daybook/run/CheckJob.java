package io.daybook.run;

import io.daybook.check.CheckReport;
import io.daybook.check.CheckRunner;
import io.daybook.check.RelationCount;
import io.daybook.check.Relations;
import io.daybook.check.TenantBreach;
import io.daybook.engine.Engine;
import io.daybook.engine.Engines;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.source.SourceModel;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.SourceSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves what was built, and counts what the source's references really hold. On one machine DuckDB
 * does so whichever engine built it.
 */
final class CheckJob {
  private static final Logger log = LoggerFactory.getLogger(CheckJob.class);

  private static final String PROVER = "duckdb";

  private final NightWork work;
  private final SourceSnapshot snapshot;
  private final List<Dataset> built;
  private final List<CheckOutcome> whileReading;

  /**
   * Checks what the night built.
   *
   * @param outputs of the steps before
   */
  CheckJob(NightWork work, Map<Step, StepOutput> outputs) {
    this.work = work;
    this.snapshot = outputs.get(Step.EXTRACT).snapshot().orElseThrow();
    this.built = outputs.values().stream().flatMap(each -> each.datasets().stream()).toList();
    this.whileReading = outputs.get(Step.EXTRACT).checks();
  }

  StepOutput run() {
    if (!work.setup().files().isLocal() || work.engine().name().equals(PROVER)) {
      return run(work.engine());
    }
    // Hundreds of small queries: each costs Spark a third of a second, and another engine than the
    // one that built it proves more.
    try (Engine prover = Engines.open(PROVER, work.setup().engine(), work.setup().files())) {
      built.forEach(prover::register);
      return run(prover);
    }
  }

  private StepOutput run(Engine engine) {
    CheckReport report = CheckRunner.run(engine, work.models().checks());
    work.listener().reached("check.checked");
    String source = work.setup().model().name();
    String readers =
        work.base()
            .map(Manifest::release)
            .map(release -> "readers keep release " + release + "; nothing was changed")
            .orElse("there is no release yet; nothing is visible");
    report.throwIfBlocked(
        "release " + work.release() + " of " + source,
        readers,
        "mend the source or the model, then: daybook run " + source);

    Set<String> empty =
        snapshot.tables().stream()
            .filter(table -> table.rows() == 0)
            .map(SourceSnapshot.TableSnapshot::table)
            .collect(Collectors.toSet());
    List<RelationCount> relations = Relations.count(engine, read(), empty);
    List<CheckOutcome> outcomes = new ArrayList<>(whileReading);
    outcomes.addAll(report.outcomes());
    outcomes.addAll(Relations.outcomes(relations));
    List<CheckOutcome> before = work.base().map(Manifest::checks).orElse(List.of());
    TenantBreach.found(source, work.release(), outcomes, before)
        .ifPresent(breach -> log.warn("{}", breach.getMessage()));
    return new StepOutput(
        Optional.empty(),
        List.of(qualityChecks(relations)),
        outcomes,
        CheckOutcome.summary(outcomes));
  }

  /** The model of what was read. */
  private SourceModel read() {
    Map<String, Set<String>> columns = new HashMap<>();
    built.stream()
        .filter(dataset -> dataset.layer() == Dataset.Layer.RAW)
        .forEach(dataset -> columns.put(dataset.table(), Set.copyOf(dataset.schema().names())));
    return work.setup().model().narrowedTo(columns);
  }

  private Dataset qualityChecks(List<RelationCount> relations) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("release", DataType.BIGINT, false, "release that was checked"));
    columns.add(new Column("as_of", DataType.TIMESTAMP, false, "instant of its snapshot"));
    columns.addAll(RelationCount.schema().columns());
    List<List<Object>> rows = new ArrayList<>();
    for (RelationCount relation : relations) {
      List<Object> row = new ArrayList<>(List.of(work.release(), snapshot.takenAt()));
      row.addAll(relation.row());
      rows.add(row);
    }
    return work.record(
        "quality_checks",
        "What every relation of the FK map really held, by release",
        new Schema(columns),
        rows);
  }
}
