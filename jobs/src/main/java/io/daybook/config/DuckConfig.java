package io.daybook.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What DuckDB may take of the machine.
 *
 * @param memory limit of the instance that builds and proves, as DuckDB writes it: {@code 2GB};
 *     empty for a share of the machine's
 * @param threads threads of one instance; empty for one a core
 */
public record DuckConfig(Optional<String> memory, OptionalInt threads) {
  /** A share of the machine's memory, all cores. */
  public static final DuckConfig DEFAULT = new DuckConfig(Optional.empty(), OptionalInt.empty());

  public DuckConfig {
    requireNonNull(memory, "memory is null");
    requireNonNull(threads, "threads is null");
  }
}
