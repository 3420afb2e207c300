package io.daybook.bench;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;

/**
 * One side of a bench.
 *
 * @param name {@code daybook}, {@code raw COPY}
 * @param work what is measured; called once a round
 */
record Contender(String name, Work work) {
  Contender {
    requireNonNull(name, "name is null");
    requireNonNull(work, "work is null");
  }

  /** What one round does. */
  interface Work {
    /**
     * Does it.
     *
     * @return says what was done; called when the time is taken, so that counting costs nothing
     */
    Callable<Done> run() throws Exception;
  }

  /**
   * What one round did.
   *
   * @param rows that were read or made
   * @param bytes that were read or written, as the bench says
   */
  record Done(long rows, long bytes) {
    static final Done NOTHING = new Done(0, 0);

    Done plus(Done other) {
      return new Done(rows + other.rows, bytes + other.bytes);
    }
  }
}
