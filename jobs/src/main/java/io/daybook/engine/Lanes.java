package io.daybook.engine;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjIntConsumer;

/** Does a few things side by side, and hands over in order what they come to. For one use. */
final class Lanes {
  private final ExecutorService threads;
  private final Runnable stop;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * So many lanes.
   *
   * @param stop makes what is under way fail soon; called when something has failed, or need not be
   *     done any more
   */
  Lanes(int count, Runnable stop) {
    this.threads = Executors.newFixedThreadPool(count, Lanes::thread);
    this.stop = requireNonNull(stop, "stop is null");
  }

  /**
   * Does all of the work, each piece in one lane, and returns when no lane works any more.
   *
   * @param done hears of each result and its place, in order, in the caller's thread; what it
   *     throws ends the rest and goes to the caller
   * @throws ExecutionException with the first failure of a piece
   */
  <R> void run(List<Callable<R>> work, ObjIntConsumer<R> done)
      throws ExecutionException, InterruptedException {
    boolean finished = false;
    try {
      List<Future<R>> results =
          work.stream().map(piece -> threads.submit(unlessFailed(piece))).toList();
      for (int i = 0; i < results.size(); i++) {
        done.accept(results.get(i).get(), i);
      }
      finished = true;
    } catch (ExecutionException e) {
      throw new ExecutionException(failure.get());
    } finally {
      threads.shutdownNow();
      if (!finished) {
        stop.run();
      }
      await();
    }
  }

  private <R> Callable<R> unlessFailed(Callable<R> piece) {
    return () -> {
      if (failure.get() != null) {
        throw new CancellationException();
      }
      try {
        return piece.call();
      } catch (Throwable e) {
        if (failure.compareAndSet(null, e)) {
          stop.run();
        }
        throw e;
      }
    };
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "daybook-lane");
    thread.setDaemon(true);
    return thread;
  }

  /** Nobody may write after the caller went on, however long that takes. */
  private void await() {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
