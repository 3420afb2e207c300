package io.daybook.report.custom.sql;

import static java.util.Objects.requireNonNull;

import io.daybook.report.custom.definition.Axis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a question's rows are. Exact: nothing is rounded but quotients, once, at the decimals that
 * are shown.
 *
 * @param rows those that are shown, in their order
 * @param available how many there are
 * @param whole the numbers of all of them; of a list only those that may be added up
 * @param pivoted there when one of the axes lies across
 */
public record Answer(List<Row> rows, long available, List<Value> whole, Optional<Pivoted> pivoted) {
  public Answer {
    rows = List.copyOf(rows);
    whole = List.copyOf(whole);
    requireNonNull(pivoted, "pivoted is null");
  }

  /**
   * One row.
   *
   * @param keys values of the axes, or of the columns of a list: String, BigDecimal, LocalDate,
   *     Instant, Boolean, or null
   * @param values the numbers; none in a list. Where an axis lies across, those of the whole row
   * @param across the numbers by the value of the axis that lies across; empty otherwise
   */
  public record Row(List<Object> keys, List<Value> values, List<List<Value>> across) {
    public Row {
      keys = Collections.unmodifiableList(new ArrayList<>(keys));
      values = List.copyOf(values);
      across = List.copyOf(across);
    }
  }

  /**
   * The axis that lies across.
   *
   * @param values of it, in order; null is the one without a value
   * @param totals the numbers by these values
   */
  public record Pivoted(Axis axis, List<Object> values, List<List<Value>> totals) {
    public Pivoted {
      requireNonNull(axis, "axis is null");
      values = Collections.unmodifiableList(new ArrayList<>(values));
      totals = List.copyOf(totals);
    }
  }

  /**
   * One number.
   *
   * @param number the number, unless nobody can say it
   * @param parts numerator and denominator of a quotient
   * @param before the same of the days that are compared with
   */
  public record Value(
      Optional<BigDecimal> number, Optional<Parts> parts, Optional<BigDecimal> before) {
    public Value {
      requireNonNull(number, "number is null");
      requireNonNull(parts, "parts is null");
      requireNonNull(before, "before is null");
    }
  }

  /** Both sides of a quotient. */
  public record Parts(BigDecimal numerator, BigDecimal denominator) {
    public Parts {
      requireNonNull(numerator, "numerator is null");
      requireNonNull(denominator, "denominator is null");
    }
  }
}
