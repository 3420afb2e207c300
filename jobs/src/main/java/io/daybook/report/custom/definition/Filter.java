package io.daybook.report.custom.definition;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A condition of rows. A comparison with a missing value is unknown, as in SQL. */
public sealed interface Filter permits Filter.All, Filter.Any, Filter.Not, Filter.Test {
  /** All of them hold. */
  record All(List<Filter> parts) implements Filter {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** One of them holds. */
  record Any(List<Filter> parts) implements Filter {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** It does not hold. */
  record Not(Filter part) implements Filter {
    public Not {
      requireNonNull(part, "part is null");
    }
  }

  /**
   * A value of the row compared with values of the definition.
   *
   * @param values String, BigDecimal, LocalDate, Instant or Boolean, as the axis has them
   */
  record Test(Axis axis, Operator operator, List<Object> values) implements Filter {
    public Test {
      requireNonNull(axis, "axis is null");
      requireNonNull(operator, "operator is null");
      values = List.copyOf(values);
    }
  }
}
