package io.daybook.operate;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A question that may take long or for ever, asked by those who cannot wait. It is under way once
 * at most, in a thread of its own; all who ask meanwhile share its answer, and so do those who ask
 * soon after. Safe for several threads.
 */
final class Probe<T> {
  private final String name;
  private final Supplier<T> question;
  private final Duration patience;
  private final Duration fresh;
  private CompletableFuture<T> latest = new CompletableFuture<>();
  private long askedAt;
  private boolean isAsked;

  /**
   * A question.
   *
   * @param patience how long somebody waits for the answer
   * @param fresh how long an answer holds
   */
  Probe(String name, Supplier<T> question, Duration patience, Duration fresh) {
    this.name = requireNonNull(name, "name is null");
    this.question = requireNonNull(question, "question is null");
    this.patience = requireNonNull(patience, "patience is null");
    this.fresh = requireNonNull(fresh, "fresh is null");
  }

  /**
   * The answer; empty when there is none in time.
   *
   * @throws RuntimeException what the question failed with
   */
  Optional<T> answer() throws InterruptedException {
    try {
      return Optional.of(current().get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  private synchronized CompletableFuture<T> current() {
    boolean isOld = System.nanoTime() - askedAt > fresh.toNanos();
    if (!isAsked || (latest.isDone() && isOld)) {
      isAsked = true;
      askedAt = System.nanoTime();
      latest = new CompletableFuture<>();
      CompletableFuture<T> mine = latest;
      Thread thread = new Thread(() -> ask(mine), name);
      thread.setDaemon(true);
      thread.start();
    }
    return latest;
  }

  private void ask(CompletableFuture<T> mine) {
    try {
      mine.complete(question.get());
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
    }
  }
}
