package io.daybook.engine;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs pieces of work on threads of this process; the first failure stops the rest. */
final class Workers {
  private volatile ExecutorService current;

  private record Done<R>(int task, R result) {}

  <T extends Serializable, R extends Serializable> List<R> run(
      List<T> tasks, Engine.Work<T, R> work, int parallelism) {
    if (tasks.isEmpty()) {
      return List.of();
    }
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.min(parallelism, tasks.size()),
            task -> {
              Thread thread = new Thread(task, "daybook-worker");
              thread.setDaemon(true);
              return thread;
            });
    current = pool;
    try {
      CompletionService<Done<R>> finished = new ExecutorCompletionService<>(pool);
      for (int i = 0; i < tasks.size(); i++) {
        int task = i;
        Future<Done<R>> unused =
            finished.submit(() -> new Done<>(task, work.apply(tasks.get(task))));
      }
      List<R> results = new ArrayList<>(tasks.size());
      tasks.forEach(task -> results.add(null));
      for (int i = 0; i < tasks.size(); i++) {
        Done<R> done = next(finished, pool);
        results.set(done.task(), done.result());
      }
      return results;
    } catch (ExecutionException e) {
      throw Failures.of("threads", "finish a piece of work", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DaybookException.of(Code.INTERNAL, "Cannot wait for the work: interrupted").build();
    } finally {
      end(pool);
    }
  }

  /** Waits for a result, but not for ever: what a cancelled pool had queued never comes. */
  private static <R> Done<R> next(CompletionService<Done<R>> finished, ExecutorService pool)
      throws InterruptedException, ExecutionException {
    while (true) {
      Future<Done<R>> future = finished.poll(200, TimeUnit.MILLISECONDS);
      if (future != null) {
        return future.get();
      }
      if (pool.isShutdown()) {
        throw DaybookException.of(Code.INTERNAL, "Cannot finish the work: it was cancelled")
            .build();
      }
    }
  }

  /** Stops what runs and waits for it, so that nobody writes after the caller went on. */
  private void end(ExecutorService pool) {
    pool.shutdownNow();
    current = null;
    try {
      if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
        throw DaybookException.of(Code.INTERNAL, "Cannot stop a piece of work: still running")
            .build();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void cancel() {
    ExecutorService pool = current;
    if (pool != null) {
      pool.shutdownNow();
    }
  }
}
