package io.daybook.config;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * What DuckDB may take of the machine.
 *
 * @param memory limit of one instance, as DuckDB writes it: {@code 2GB}
 * @param threads threads of one instance; empty for one a core
 */
public record DuckConfig(String memory, OptionalInt threads) {
  /** Two gigabytes, all cores. */
  public static final DuckConfig DEFAULT = new DuckConfig("2GB", OptionalInt.empty());

  public DuckConfig {
    requireNonNull(memory, "memory is null");
    requireNonNull(threads, "threads is null");
  }
}
