package io.daybook.run;

import io.daybook.check.ReadingChecks;
import io.daybook.copy.Quarantined;
import io.daybook.copy.Unparsed;
import io.daybook.extract.Extracted;
import io.daybook.extract.Extraction;
import io.daybook.extract.ExtractionListener;
import io.daybook.fault.Code;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.source.Finding;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.SourceSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the source. */
final class ExtractJob {
  private static final Schema QUARANTINE =
      Schema.of(
          new Column("release", DataType.BIGINT, false, "release that lacks the value"),
          new Column("source_table", DataType.TEXT, false, "table of the row"),
          new Column("row_key", DataType.TEXT, false, "its key"),
          new Column("source_column", DataType.TEXT, false, "column of the value"),
          new Column("reason", DataType.TEXT, false, "why the value cannot be carried"),
          new Column(
              "lost",
              DataType.TEXT,
              true,
              "what the release lacks: cell, which is NULL, or row; NULL in records of older"
                  + " releases, where it is the row"));

  private static final Schema UNPARSED =
      Schema.of(
          new Column("release", DataType.BIGINT, false, "release that holds NULL instead"),
          new Column("source_table", DataType.TEXT, false, "table of the row"),
          new Column("source_column", DataType.TEXT, false, "column of the text"),
          new Column("row_key", DataType.TEXT, false, "the row's key"));

  private static final Schema SOURCE_FINDINGS =
      Schema.of(
          new Column("release", DataType.BIGINT, false, "release that was made all the same"),
          new Column("code", DataType.TEXT, false, "the failure that it would be where it stops"),
          new Column("found_at", DataType.TEXT, false, "table, column, enum, role or schema"),
          new Column("message", DataType.TEXT, false, "what was found"));

  private final NightWork work;

  ExtractJob(NightWork work) {
    this.work = work;
  }

  StepOutput run() {
    NightSetup setup = work.setup();
    // a new snapshot: nothing of an attempt before may mix with it
    setup.files().deleteFolder("data/" + work.run().id());
    Progress progress = new Progress();
    Extracted extracted =
        new Extraction(
                setup.model(),
                work.definition().columnsUsed(),
                work.definition().dayColumns(),
                setup.source(),
                setup.extraction())
            .extract(
                work.engine(),
                setup.files(),
                work.directory(Dataset.Layer.RAW),
                work.release(),
                progress);
    extracted.tables().forEach(work.engine()::register);

    List<Dataset> datasets = new ArrayList<>(extracted.tables());
    datasets.add(quarantine(extracted.quarantine()));
    datasets.add(unparsed(extracted.unparsed()));
    datasets.add(sourceFindings(progress.warnings));
    long rows = extracted.tables().stream().mapToLong(Dataset::rows).sum();
    String summary =
        "%,d rows of %d tables, as of %s"
            .formatted(rows, extracted.tables().size(), extracted.snapshot().takenAt());
    LostValues lost = new LostValues(work.definition(), extracted.losses());
    summary += lost.summary();
    List<CheckOutcome> outcomes = new ArrayList<>(lost.outcomes());
    outcomes.addAll(outcomes(extracted, progress.warnings));
    if (progress.isLess) {
      summary += ", less than the model has: daybook source check " + setup.model().name();
    }
    if (!progress.warnings.isEmpty()) {
      summary +=
          ", %,d warnings: daybook source check %s"
              .formatted(progress.warnings.size(), setup.model().name());
    }
    long unparsed = extracted.unparsed().stream().mapToLong(Unparsed::rows).sum();
    if (unparsed > 0) {
      summary += ", %,d texts not parsed (recorded.unparsed)".formatted(unparsed);
    }
    return new StepOutput(Optional.of(lost.in(extracted.snapshot())), datasets, outcomes, summary);
  }

  /**
   * What the check step says of the source, of the rows that are not here, and of the texts that
   * are NULL.
   */
  private static List<CheckOutcome> outcomes(Extracted extracted, List<Finding> warnings) {
    List<CheckOutcome> outcomes = new ArrayList<>();
    for (Code code : ReadingChecks.OF_SOURCE) {
      long found = warnings.stream().filter(each -> each.code() == code).count();
      outcomes.add(new CheckOutcome(ReadingChecks.ofSource(code), false, found));
    }
    for (SourceSnapshot.TableSnapshot table : extracted.snapshot().tables()) {
      outcomes.add(
          new CheckOutcome(ReadingChecks.leftOut(table.table()), false, table.quarantined()));
    }
    for (Unparsed column : extracted.unparsed()) {
      String check = ReadingChecks.unparsed(column.table(), column.column());
      outcomes.add(new CheckOutcome(check, false, column.rows()));
    }
    return outcomes;
  }

  private Dataset quarantine(List<Quarantined> lost) {
    List<List<Object>> values = new ArrayList<>();
    for (Quarantined each : lost) {
      values.add(
          List.of(
              work.release(),
              each.table(),
              each.key(),
              each.column(),
              each.reason(),
              each.lost().name().toLowerCase(Locale.ROOT)));
    }
    return work.record(
        "quarantine",
        "Values that cannot be carried exactly: NULL instead, or their row left out",
        QUARANTINE,
        values);
  }

  private Dataset unparsed(List<Unparsed> columns) {
    List<List<Object>> values = new ArrayList<>();
    for (Unparsed column : columns) {
      for (String key : column.keys()) {
        values.add(List.of(work.release(), column.table(), column.column(), key));
      }
    }
    return work.record(
        "unparsed",
        "Rows whose text in the source did not parse, the first %d of each column"
            .formatted(Unparsed.KEYS),
        UNPARSED,
        values);
  }

  private Dataset sourceFindings(List<Finding> warnings) {
    return work.record(
        "source_findings",
        "What the check of the source warned of before each release: rights, schema, tables",
        SOURCE_FINDINGS,
        warnings.stream()
            .map(
                each ->
                    List.<Object>of(
                        work.release(),
                        each.code().text(),
                        each.where().toString(),
                        each.message()))
            .toList());
  }

  /** Names the places inside an extraction. */
  private final class Progress implements ExtractionListener {
    private int tables;
    private int reconciled;
    private boolean isLess;
    private List<Finding> warnings = List.of();

    @Override
    public void snapshotTaken(String snapshot, Instant takenAt) {
      work.listener().reached("extract.snapshot");
    }

    @Override
    public void checked(List<Finding> found, boolean less) {
      isLess = less;
      warnings =
          found.stream().filter(each -> each.severity() == Finding.Severity.WARNING).toList();
      warnings.forEach(each -> work.warn(each.code().text() + " " + each));
    }

    @Override
    public void planned(int tableCount, int slices, long bytes) {
      tables = tableCount;
      work.listener().reached("extract.planned");
    }

    @Override
    public void read(long rows, long bytes) {
      work.listener().reached("extract.read");
    }

    @Override
    public void reconciled(String table, long rows) {
      reconciled++;
      work.listener().stepProgressed(Step.EXTRACT, reconciled, tables);
      work.listener().reached("extract.reconciled." + table);
    }
  }
}
