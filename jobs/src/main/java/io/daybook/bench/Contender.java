package io.daybook.bench;

import static java.util.Objects.requireNonNull;

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
    Done run() throws Exception;
  }

  /**
   * What one round did.
   *
   * @param rows that were read or made
   * @param bytes that were read or written, as the bench says
   */
  record Done(long rows, long bytes) {
    Done plus(Done other) {
      return new Done(rows + other.rows, bytes + other.bytes);
    }
  }
}
