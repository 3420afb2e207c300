package io.daybook.demo;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * How much a demo source holds. Everything but orders, days and tenants follows from the orders: a
 * tenth as many customers, opportunities and claims, three lines and 1.2 payments each.
 *
 * @param name as it is asked for
 * @param orders orders of all tenants together, at least 250
 * @param days local days before today over which rows are spread, at least 30
 * @param tenants organisations, at least 8: those that the demo names
 */
public record DemoSize(String name, int orders, int days, int tenants) {
  /** The organisations that {@link DemoPlan} names: one of each kind. */
  static final int NAMED_TENANTS = 8;

  /** For tests: a few thousand rows, over a little more than a year of clock changes. */
  public static final DemoSize XS = new DemoSize("XS", 600, 400, NAMED_TENANTS);

  /** For people and build servers: about a million rows over two years. */
  public static final DemoSize S = new DemoSize("S", 100_000, 730, NAMED_TENANTS);

  /** What the bars of the benches were set for: fifty organisations, one with 30 % of the rows. */
  public static final DemoSize M = new DemoSize("M", 2_000_000, 730, 50);

  /** Five times that. */
  public static final DemoSize L = new DemoSize("L", 10_000_000, 730, 50);

  /** All that can be asked for by name, from small to large. */
  public static final List<DemoSize> ALL = List.of(XS, S, M, L);

  public DemoSize {
    requireNonNull(name, "name is null");
    if (orders < 250) {
      throw new IllegalArgumentException("Invalid orders: " + orders + ", at least 250");
    }
    if (days < 30) {
      throw new IllegalArgumentException("Invalid days: " + days + ", at least 30");
    }
    if (tenants < NAMED_TENANTS) {
      throw new IllegalArgumentException(
          "Invalid tenants: " + tenants + ", at least " + NAMED_TENANTS);
    }
  }

  /** The size of this name, in either case. */
  public static Optional<DemoSize> parse(String name) {
    return ALL.stream().filter(size -> size.name().equalsIgnoreCase(name)).findFirst();
  }

  /** A fifth of this size over the same days and organisations. */
  public DemoSize fifth() {
    return new DemoSize(name + "/5", orders / 5, days, tenants);
  }

  int users() {
    return 16 + orders / 400;
  }

  int customers() {
    return 80 + orders / 10;
  }

  int products() {
    return 80 + orders / 100;
  }

  int opportunities() {
    return 40 + orders / 10;
  }

  int issues() {
    return 40 + orders / 20;
  }

  int jobs() {
    return 40 + orders * 3 / 20;
  }

  int warranties() {
    return 80 + orders / 4;
  }

  int claims() {
    return 40 + orders / 10;
  }
}
