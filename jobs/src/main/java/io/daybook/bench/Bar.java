package io.daybook.bench;

import static java.util.Objects.requireNonNull;

/**
 * What a bench must reach.
 *
 * @param value the figure's limit
 * @param most whether the figure may be at most so large; otherwise it must be at least
 * @param figure what the figure is, {@code time of daybook / time of raw COPY}
 */
record Bar(double value, boolean most, String figure) {
  Bar {
    requireNonNull(figure, "figure is null");
  }

  static Bar atMost(double value, String figure) {
    return new Bar(value, true, figure);
  }

  static Bar atLeast(double value, String figure) {
    return new Bar(value, false, figure);
  }

  boolean holds(double ratio) {
    return most ? ratio <= value : ratio >= value;
  }

  String rule() {
    return most ? "at most" : "at least";
  }
}
