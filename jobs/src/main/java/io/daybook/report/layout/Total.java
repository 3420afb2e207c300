package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

/** What stands below one column. Covers all rows of the table's data, not those of a page. */
public sealed interface Total permits Total.None, Total.Sum, Total.Given {
  /** Nothing. */
  record None() implements Total {}

  /** The sum of the column; proved against the rows when the table holds all of them. */
  record Sum(Measure value) implements Total {
    public Sum {
      requireNonNull(value, "value is null");
    }
  }

  /** A number that is no sum: a rate over all rows, a distinct count. */
  record Given(Measure value) implements Total {
    public Given {
      requireNonNull(value, "value is null");
    }
  }

  /** Nothing. */
  static Total none() {
    return new None();
  }

  /** The column's sum. */
  static Total sum(Measure value) {
    return new Sum(value);
  }

  /** A number that is no sum. */
  static Total given(Measure value) {
    return new Given(value);
  }

  /** What is printed; blank for none. */
  default Cell cell() {
    if (this instanceof Sum sum) {
      return sum.value();
    }
    return this instanceof Given given ? given.value() : Cell.blank();
  }
}
