package io.daybook.bench;

import static java.util.Objects.requireNonNull;

import io.daybook.demo.DemoSize;
import java.util.List;
import java.util.Optional;

/**
 * How large the source of a bench is.
 *
 * @param name as it is asked for
 * @param orders orders of all tenants; an order has three lines, about
 */
public record BenchSize(String name, int orders) {
  /** For a build server. */
  public static final BenchSize S = new BenchSize("S", 100_000);

  /** The size that the bars were set for. */
  public static final BenchSize M = new BenchSize("M", 2_000_000);

  /** Five times that. */
  public static final BenchSize L = new BenchSize("L", 10_000_000);

  /** All that can be asked for. */
  public static final List<BenchSize> ALL = List.of(S, M, L);

  private static final int DAYS = 730;

  public BenchSize {
    requireNonNull(name, "name is null");
  }

  /** The size of this name, in either case. */
  public static Optional<BenchSize> parse(String name) {
    return ALL.stream().filter(size -> size.name().equalsIgnoreCase(name)).findFirst();
  }

  /** One fifth of this size: what growth compares it with. */
  BenchSize fifth() {
    return new BenchSize(name + "/5", orders / 5);
  }

  DemoSize demo() {
    return new DemoSize(orders, DAYS);
  }
}
