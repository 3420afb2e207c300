package io.daybook.run;

import io.daybook.check.Acknowledgements;
import io.daybook.check.Check;
import io.daybook.check.CheckChanges;
import io.daybook.check.CheckNews;
import io.daybook.check.CheckReport;
import io.daybook.check.CheckResult;
import io.daybook.check.CheckRunner;
import io.daybook.check.CheckedDatasets;
import io.daybook.check.ReadingChecks;
import io.daybook.check.RecordedChecks;
import io.daybook.check.RegisteredRows;
import io.daybook.check.RelationCount;
import io.daybook.check.Relations;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Proves what was built, and counts what the source's references really hold. On one machine DuckDB
 * does so whichever engine built it.
 */
final class CheckJob {
  /** What every relation held, by release: {@code recorded.relation_counts}. */
  static final String RELATION_COUNTS = "relation_counts";

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
      built.stream()
          .filter(dataset -> dataset.layer() == Dataset.Layer.RECORDED)
          .forEach(work.engine()::register);
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
    List<Check> checks = new ArrayList<>();
    checks.add(RegisteredRows.check(registered()));
    String asOf = engine.literal(snapshot.takenAt());
    work.definition().checks().forEach(check -> checks.add(check.asOf(asOf)));
    List<CheckOutcome> known =
        keysAreRecorded() ? work.base().map(Manifest::checks).orElse(List.of()) : List.of();
    CheckReport proven = CheckRunner.run(engine, checks, known);
    work.listener().reached("check.checked");
    String source = work.setup().model().name();
    String readers =
        work.base()
            .map(Manifest::release)
            .map(release -> "readers keep release " + release + "; nothing was changed")
            .orElse("there is no release yet; nothing is visible");
    proven.throwIfBlocked(source, work.release(), readers + lacking());

    SourceModel read = read();
    List<RelationCount> relations = Relations.count(engine, read, rawRows());
    List<CheckResult> counted =
        new ArrayList<>(ReadingChecks.results(work.setup().model(), work.release(), whileReading));
    counted.addAll(Relations.results(read, relations));
    CheckReport report = proven.and(CheckRunner.withKeys(engine, counted, known));
    List<CheckOutcome> outcomes = report.outcomes();
    List<CheckOutcome> before =
        CheckChanges.comparedWith(work.setup().releases(), work.release(), snapshot.takenAt())
            .map(Manifest::checks)
            .orElse(List.of());
    CheckNews news =
        CheckChanges.between(source, work.release(), outcomes, before)
            .news(
                new Acknowledgements(work.setup().state().database(), work.setup().clock())
                    .of(source),
                LocalDate.ofInstant(work.setup().clock().instant(), ZoneOffset.UTC));
    news.problems().forEach(problem -> work.warn(problem.getMessage()));
    return new StepOutput(
        Optional.empty(),
        List.of(
            relationCounts(relations),
            recorded(report, before),
            checkedDatasets(report),
            scores(report)),
        outcomes,
        CheckOutcome.summary(outcomes));
  }

  /** Whether the release before has keys on record; one of an older version has not. */
  private boolean keysAreRecorded() {
    return work.base()
        .flatMap(manifest -> manifest.dataset("recorded." + RecordedChecks.TABLE))
        .isPresent();
  }

  /** The rows of raw tables: as their files were written, which is what engines read of them. */
  private Map<String, Long> rawRows() {
    return built.stream()
        .filter(dataset -> dataset.layer() == Dataset.Layer.RAW)
        .collect(Collectors.toMap(Dataset::table, Dataset::rows));
  }

  /** What every engine of the night reads: what was recorded beside it is read by none. */
  private List<Dataset> registered() {
    return built.stream().filter(each -> each.layer() != Dataset.Layer.RECORDED).toList();
  }

  /** A NULL that should not be there may come of a value that cannot be carried. */
  private String lacking() {
    return snapshot.lacking().isEmpty()
        ? ""
        : "; values that cannot be carried are missing of " + String.join(", ", snapshot.lacking());
  }

  /** The model of what was read. */
  private SourceModel read() {
    Map<String, Set<String>> columns = new HashMap<>();
    built.stream()
        .filter(dataset -> dataset.layer() == Dataset.Layer.RAW)
        .forEach(dataset -> columns.put(dataset.table(), Set.copyOf(dataset.schema().names())));
    return work.setup().model().narrowedTo(columns);
  }

  private Dataset recorded(CheckReport report, List<CheckOutcome> before) {
    return work.record(
        RecordedChecks.TABLE,
        RecordedChecks.DESCRIPTION,
        RecordedChecks.schema(),
        RecordedChecks.rows(work.release(), snapshot.takenAt(), report, before));
  }

  private Dataset checkedDatasets(CheckReport report) {
    return work.record(
        CheckedDatasets.TABLE,
        CheckedDatasets.DESCRIPTION,
        CheckedDatasets.schema(),
        CheckedDatasets.rows(work.release(), report));
  }

  private Dataset scores(CheckReport report) {
    List<Dataset> datasets = new ArrayList<>(registered());
    built.stream()
        .filter(each -> each.layer() == Dataset.Layer.RECORDED && !each.grain().isEmpty())
        .forEach(datasets::add);
    return work.record(
        Scores.TABLE,
        Scores.DESCRIPTION,
        Scores.schema(),
        new Scores(work.definition().lineageOfDatasets(), report)
            .rows(work.release(), snapshot.takenAt(), datasets));
  }

  private Dataset relationCounts(List<RelationCount> relations) {
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
        RELATION_COUNTS,
        "What every relation of the FK map really held, by release",
        new Schema(columns),
        rows);
  }
}
