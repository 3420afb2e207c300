package io.daybook.engine;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs pieces of work on threads of this process; the first failure stops the rest. */
final class Workers {
  private static final String WHAT = "finish the pieces of work";

  /** What is running now; its threads are interrupted to stop it. */
  private volatile Batch current;

  /** One call of {@link #run}. */
  private static final class Batch {
    final ExecutorService pool;
    volatile boolean cancelled;

    Batch(int threads) {
      pool =
          Executors.newFixedThreadPool(
              threads,
              task -> {
                Thread thread = new Thread(task, "daybook-worker");
                thread.setDaemon(true);
                return thread;
              });
    }
  }

  private record Done<R>(int task, R result) {}

  <T extends Serializable, R extends Serializable> List<R> run(
      List<T> tasks, Engine.Work<T, R> work, int parallelism) {
    if (tasks.isEmpty()) {
      return List.of();
    }
    Batch batch = new Batch(Math.min(parallelism, tasks.size()));
    current = batch;
    try {
      List<R> results = collect(batch, tasks, work);
      if (batch.cancelled) {
        throw Failures.cancelled(WHAT);
      }
      return results;
    } catch (ExecutionException | RejectedExecutionException e) {
      throw batch.cancelled
          ? Failures.cancelled(WHAT)
          : Failures.of("this process", WHAT, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.cancelled(WHAT);
    } finally {
      current = null;
      end(batch.pool);
    }
  }

  private static <T extends Serializable, R extends Serializable> List<R> collect(
      Batch batch, List<T> tasks, Engine.Work<T, R> work)
      throws InterruptedException, ExecutionException {
    ExecutorCompletionService<Done<R>> finished = new ExecutorCompletionService<>(batch.pool);
    for (int i = 0; i < tasks.size(); i++) {
      int task = i;
      Future<Done<R>> unused =
          finished.submit(
              () -> {
                if (batch.cancelled) {
                  throw new InterruptedException();
                }
                return new Done<>(task, work.apply(tasks.get(task)));
              });
    }
    List<R> results = new ArrayList<>(Collections.nCopies(tasks.size(), null));
    for (int i = 0; i < tasks.size(); i++) {
      Done<R> done = finished.take().get();
      results.set(done.task(), done.result());
    }
    return results;
  }

  /** Stops what runs and waits for it, so that nobody writes after the caller went on. */
  private static void end(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = false;
    boolean ended = false;
    for (int minutes = 0; !ended && minutes < 2; ) {
      try {
        ended = pool.awaitTermination(1, TimeUnit.MINUTES);
        minutes++;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      throw DaybookException.of(
              Code.INTERNAL, "Cannot stop a piece of work: it ran on for 2 minutes")
          .next("end this process; then resume the run")
          .build();
    }
  }

  void cancel() {
    Batch batch = current;
    if (batch != null) {
      batch.cancelled = true;
      for (Runnable waiting : batch.pool.shutdownNow()) {
        waiting.run(); // ends at once as cancelled, so that nobody waits for it
      }
    }
  }
}
