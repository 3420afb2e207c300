package io.daybook.extract;

import io.daybook.copy.ColumnLoss;
import io.daybook.copy.Quarantined;
import io.daybook.copy.TableRead;
import io.daybook.copy.Unparsed;
import io.daybook.digest.Sha256;
import io.daybook.engine.Engine;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceCheck;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import io.daybook.source.SourceTable;
import io.daybook.sql.PlainWord;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.SourceSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One extraction under one snapshot, from the locks to the last comparison. Used once. */
final class ExtractionAttempt {
  private final SourceModel model;
  private final Map<String, ? extends Set<String>> columnsUsed;
  private final Map<String, ? extends Set<String>> dayColumns;
  private final SourceSettings settings;
  private final ExtractionLimits limits;
  private final Engine engine;
  private final FileStore files;
  private final String directory;
  private final ExtractionListener listener;

  ExtractionAttempt(
      SourceModel model,
      Map<String, ? extends Set<String>> columnsUsed,
      Map<String, ? extends Set<String>> dayColumns,
      SourceSettings settings,
      ExtractionLimits limits,
      Engine engine,
      FileStore files,
      String directory,
      ExtractionListener listener) {
    this.model = model;
    this.columnsUsed = columnsUsed;
    this.dayColumns = dayColumns;
    this.settings = settings;
    this.limits = limits;
    this.engine = engine;
    this.files = files;
    this.directory = directory;
    this.listener = listener;
  }

  Extracted run(long builtIn) throws InterruptedException {
    try (Coordinator coordinator = Coordinator.open(model.name(), settings, limits)) {
      SourceModel readable = hold(coordinator);
      Coordinator.Position position = coordinator.position();
      listener.snapshotTaken(position.snapshot(), position.takenAt());
      SnapshotAccess access = access(coordinator);
      Costs costs = new Costs(readable, columnsUsed, dayColumns);
      SlicePlan plan = plan(coordinator, access, readable, costs);
      listener.planned(readable.tables().size(), plan.slices().size(), plan.totalBytes());
      List<SliceResult> slices = readAndReconcile(coordinator, access, readable, plan, costs);
      return extracted(position, readable, plan, slices, costs, builtIn);
    } finally {
      SourceSessions.close(settings);
    }
  }

  /** Asks what can be read, locks that and nothing else, and asks again under the locks. */
  private SourceModel hold(Coordinator coordinator) throws InterruptedException {
    SourceCheck.Usable usable =
        new SourceCheck(model, settings.connections())
            .requireUsable(coordinator.connection(), columnsUsed);
    listener.checked(usable.findings(), usable.isLessThan(model));
    coordinator.hold(usable.model());
    return new SourceCheck(usable.model(), settings.connections())
        .requireUsableUnderLocks(coordinator.connection(), columnsUsed)
        .model();
  }

  /** Plans under the snapshot: a partition that was attached since is no part of it. */
  private SlicePlan plan(
      Coordinator coordinator, SnapshotAccess access, SourceModel readable, Costs costs)
      throws InterruptedException {
    String what = "plan the slices of source " + model.name();
    try {
      return access.read(
          what,
          settings.socketTimeout(),
          connection ->
              SlicePlan.plan(
                  connection,
                  readable,
                  coordinator.position().blockSize(),
                  coordinator.position().encoding(),
                  costs,
                  limits.sliceBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SnapshotAccess access(Coordinator coordinator) {
    String snapshot = coordinator.position().snapshot();
    return new SnapshotAccess(
        model.name(),
        settings,
        coordinator.server(),
        snapshot,
        "daybook " + snapshot,
        coordinator.serverMajor(),
        limits.sliceAttempts(),
        limits.backOff());
  }

  /** The watch's reason, where there is one, is why reading failed; all else follows from it. */
  private List<SliceResult> readAndReconcile(
      Coordinator coordinator,
      SnapshotAccess access,
      SourceModel readable,
      SlicePlan plan,
      Costs costs)
      throws InterruptedException {
    ReconcileQueue queue = new ReconcileQueue(access, model, limits.holdLimit(), listener);
    SnapshotWatch watch =
        new SnapshotWatch(
            coordinator,
            access,
            limits.holdLimit(),
            () -> {
              engine.cancel();
              queue.cancel();
            });
    watch.start();
    try {
      List<SliceResult> slices =
          engine.run(
              plan.slices(),
              new SliceWork(access, files.root(), directory, limits.named()),
              settings.connections() - 1);
      listener.read(rows(slices), bytes(slices));
      Map<TableRead, TableTotal> totals = totals(coordinator.position(), readable, slices, costs);
      totals.keySet().removeIf(table -> plan.foreign().contains(table.name()));
      queue.reconcile(totals, plan.bytes());
      requireUndisturbed(watch);
      return slices;
    } catch (RuntimeException e) {
      requireUndisturbed(watch);
      throw ours(e);
    } finally {
      watch.stop();
    }
  }

  /** A watch that failed after the last comparison has seen the snapshot end too early. */
  private static void requireUndisturbed(SnapshotWatch watch) {
    watch
        .failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
  }

  /** The innermost failure of ours, below what an engine made of it. */
  private static RuntimeException ours(RuntimeException thrown) {
    RuntimeException innermost = thrown;
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof DaybookException named) {
        innermost = named;
      }
    }
    return innermost;
  }

  private static Map<TableRead, TableTotal> totals(
      Coordinator.Position position, SourceModel readable, List<SliceResult> slices, Costs costs) {
    Map<TableRead, TableTotal> totals = new LinkedHashMap<>();
    for (SourceTable table : readable.tables().values()) {
      TableRead read = TableRead.of(table, position.encoding(), costs.of(table));
      totals.put(
          read,
          TableTotal.of(
              read, slices.stream().filter(each -> each.table().equals(table.name())).toList()));
    }
    return totals;
  }

  private Extracted extracted(
      Coordinator.Position position,
      SourceModel readable,
      SlicePlan plan,
      List<SliceResult> slices,
      Costs costs,
      long builtIn) {
    Map<TableRead, TableTotal> totals = totals(position, readable, slices, costs);
    List<ColumnLoss> losses = losses(totals);
    List<Quarantined> samples = slices.stream().flatMap(each -> each.samples().stream()).toList();
    new LossLimit(model.name(), limits.quarantine(), costs, widened(readable))
        .require(losses, rowsOfSource(totals), samples);
    List<Dataset> datasets = new ArrayList<>();
    List<SourceSnapshot.TableSnapshot> tables = new ArrayList<>();
    totals.forEach(
        (read, total) -> {
          datasets.add(dataset(read, total, builtIn, plan.foreign().contains(read.name())));
          tables.add(
              new SourceSnapshot.TableSnapshot(
                  read.name(),
                  plan.leaves().getOrDefault(read.name(), List.of()),
                  total.rows(),
                  total.leftOut(),
                  total.fingerprint(),
                  List.of()));
        });
    SourceSnapshot snapshot =
        new SourceSnapshot(
            position.snapshot(),
            position.takenAt(),
            position.horizon(),
            position.insertLsn(),
            position.systemId(),
            position.timeline(),
            position.databaseOid(),
            position.serverVersion(),
            tables);
    return new Extracted(snapshot, datasets, losses, samples, unparsed(slices));
  }

  /** What happened to the types of columns that are read as long as their values fit. */
  private Map<String, String> widened(SourceModel readable) {
    Map<String, String> widened = new HashMap<>();
    for (SourceTable table : readable.tables().values()) {
      SourceTable declared = model.table(table.name()).orElseThrow();
      for (SourceColumn column : table.columns()) {
        String was = declared.column(column.name()).orElseThrow().sourceType();
        if (!was.equals(column.sourceType())) {
          widened.put(
              table.name() + "." + column.name(),
              "the type was " + was + " and is now " + column.sourceType());
        }
      }
    }
    return widened;
  }

  private static List<ColumnLoss> losses(Map<TableRead, TableTotal> totals) {
    return totals.values().stream()
        .flatMap(total -> total.losses().values().stream())
        .sorted(Comparator.comparing(ColumnLoss::table).thenComparing(ColumnLoss::column))
        .toList();
  }

  private static Map<String, Long> rowsOfSource(Map<TableRead, TableTotal> totals) {
    Map<String, Long> rows = new HashMap<>();
    totals.forEach((table, total) -> rows.put(table.name(), total.rows() + total.leftOut()));
    return rows;
  }

  /** A table without a slice has no row, so nothing of it failed to parse. */
  private static List<Unparsed> unparsed(List<SliceResult> slices) {
    Map<String, Unparsed> columns = new TreeMap<>();
    for (SliceResult slice : slices) {
      for (Unparsed each : slice.unparsed()) {
        columns.merge(each.table() + "." + each.column(), each, Unparsed::plus);
      }
    }
    return List.copyOf(columns.values());
  }

  private Dataset dataset(TableRead table, TableTotal total, long builtIn, boolean foreign) {
    if (!total.files().isEmpty()) {
      files.syncFolder(directory + "/" + PlainWord.of(table.name()));
    }
    return new Dataset(
        Dataset.Layer.RAW,
        table.name(),
        "one row per row of the source table "
            + table.name()
            + (foreign ? ", which another server holds: not of the snapshot, not reconciled" : ""),
        table.key(),
        table.schema(),
        definition(table),
        builtIn,
        total.files());
  }

  /** Changes when what is read of the table changes. */
  private static String definition(TableRead table) {
    String text = table.name() + "\n" + table.selectList() + "\n" + table.schema();
    for (SourceColumn column : table.columns()) {
      if (!column.absent().isEmpty()) {
        text += "\n" + column.name() + new TreeSet<>(column.absent());
      }
    }
    return Sha256.of(text);
  }

  private static long rows(List<SliceResult> slices) {
    return slices.stream().mapToLong(SliceResult::rows).sum();
  }

  private static long bytes(List<SliceResult> slices) {
    return slices.stream().flatMap(each -> each.files().stream()).mapToLong(DataFile::bytes).sum();
  }
}
