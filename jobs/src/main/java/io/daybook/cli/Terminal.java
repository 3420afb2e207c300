package io.daybook.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err progress and failures
 * @param interactive whether a person watches {@code err}
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {
  Terminal {
    requireNonNull(out, "out is null");
    requireNonNull(err, "err is null");
  }
}
