package io.daybook.demo;

/**
 * How much a demo source holds. Everything but the orders follows from their number.
 *
 * @param orders orders of all tenants together, at least 250
 * @param days local days before today over which rows are spread, at least 30
 */
public record DemoSize(int orders, int days) {
  /** For tests: a few thousand rows, over a little more than a year of clock changes. */
  public static final DemoSize TINY = new DemoSize(600, 400);

  /** For people: about 120,000 rows over two years. */
  public static final DemoSize DEMO = new DemoSize(20_000, 730);

  public DemoSize {
    if (orders < 250) {
      throw new IllegalArgumentException("Invalid orders: " + orders + ", at least 250");
    }
    if (days < 30) {
      throw new IllegalArgumentException("Invalid days: " + days + ", at least 30");
    }
  }

  int users() {
    return 16 + orders / 400;
  }

  int customers() {
    return 80 + orders / 10;
  }

  int products() {
    return 80 + orders / 40;
  }

  int opportunities() {
    return orders / 5;
  }

  int issues() {
    return orders / 10;
  }

  int jobs() {
    return orders / 10;
  }

  int warranties() {
    return 80 + orders / 8;
  }

  int claims() {
    return 40 + orders / 40;
  }
}
