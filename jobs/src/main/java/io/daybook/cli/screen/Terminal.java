package io.daybook.cli.screen;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err progress and failures
 * @param interactive whether a person watches {@code err}
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {
  public Terminal {
    requireNonNull(out, "out is null");
    requireNonNull(err, "err is null");
  }
}
