package io.daybook.extract;

import io.daybook.copy.TableRead;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceModel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reconciles all tables, the biggest first, as many at once as slices were read at once. */
final class ReconcileQueue {
  private final SnapshotAccess access;
  private final Reconciliation reconciliation;
  private final ExtractionListener listener;
  private final ExecutorService threads;

  ReconcileQueue(
      SnapshotAccess access, SourceModel model, Duration silence, ExtractionListener listener) {
    this.access = access;
    this.reconciliation = new Reconciliation(access, model, silence);
    this.listener = listener;
    this.threads =
        Executors.newFixedThreadPool(
            access.settings().connections() - 1,
            task -> {
              Thread thread = new Thread(task, "daybook-reconcile");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Compares every table with the source.
   *
   * @param bytes size of each table in the source
   * @throws DaybookException the first failure, SRC_RECONCILE for instance
   */
  void reconcile(Map<TableRead, TableTotal> totals, Map<String, Long> bytes)
      throws InterruptedException {
    List<TableRead> tables = new ArrayList<>(totals.keySet());
    tables.sort(
        Comparator.comparingLong((TableRead table) -> bytes.getOrDefault(table.name(), 0L))
            .reversed());
    List<Future<Void>> running = new ArrayList<>();
    for (TableRead table : tables) {
      running.add(threads.submit(() -> reconcile(table, totals.get(table))));
    }
    try {
      for (int i = 0; i < tables.size(); i++) {
        running.get(i).get();
        listener.reconciled(tables.get(i).name(), totals.get(tables.get(i)).rows());
      }
    } catch (ExecutionException | CancellationException e) {
      throw failure(e);
    } finally {
      cancel();
    }
  }

  private Void reconcile(TableRead table, TableTotal total)
      throws IOException, InterruptedException {
    reconciliation.reconcile(table, total);
    return null;
  }

  private DaybookException failure(Exception e) {
    if (e.getCause() instanceof DaybookException ours) {
      return ours;
    }
    return DaybookException.of(
            Code.SRC_LOST, "Cannot reconcile under snapshot " + access.snapshot() + ": " + e)
        .state("nothing of this extraction is kept; readers keep the published release")
        .next("none: the extraction begins again under a new snapshot, a few times")
        .cause(e)
        .build();
  }

  /** Ends what is being compared; for any thread. */
  void cancel() {
    threads.shutdownNow();
  }
}
